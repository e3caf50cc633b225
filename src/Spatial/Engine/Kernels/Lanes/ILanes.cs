namespace VideoDyn.Spatial.Engine.Kernels.Lanes;

/// <summary>
/// The vector operations that the list kernels need, on one instruction set. Kernels are written once over this
/// interface; because both type arguments are structs, the compiler specialises them without any call or boxing.
/// </summary>
/// <typeparam name="TVector">One register.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Singles per register; divides <see cref="KernelSet.BlockChannels"/>.</summary>
    static abstract int Count { get; }

    /// <summary>Reads a register.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Writes a register.</summary>
    static abstract void Store(float* target, TVector value);

    /// <summary>One number in all lanes.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a - b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>a * b.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a / b.</summary>
    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>a * b + c, rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>The smaller number.</summary>
    static abstract TVector Min(TVector a, TVector b);

    /// <summary>The larger number.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>a / b to at least 22 bits, for b from 1 on; a b of more than 1e30 may count as 1e30.</summary>
    static abstract TVector Quotient(TVector a, TVector b);

    /// <summary>Brings an exponent into the range of <see cref="Scale"/>, which ends beyond 1e-30 and 1e30.</summary>
    static abstract TVector LimitExponent(TVector exponent);

    /// <summary>The nearest whole number.</summary>
    static abstract TVector Round(TVector a);

    /// <summary>
    /// mantissa * 2^exponent for a mantissa from 0.5 to 2 and a whole exponent that <see cref="LimitExponent"/> returned.
    /// </summary>
    static abstract TVector Scale(TVector mantissa, TVector exponent);
}

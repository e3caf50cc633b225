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

    /// <summary>1 / a to at least 23 bits, for a from 1 to 1e30.</summary>
    static abstract TVector Reciprocal(TVector a);

    /// <summary>The fractional part a - floor(a), for any number that <see cref="LimitExponent"/> returned.</summary>
    static abstract TVector Fraction(TVector a);

    /// <summary>mantissa * 2^floor(exponent), for any exponent that <see cref="LimitExponent"/> returned.</summary>
    static abstract TVector Scale(TVector mantissa, TVector exponent);

    /// <summary>Brings an exponent into the range of <see cref="Scale"/>: at most 80, and not so low that the result wraps.</summary>
    static abstract TVector LimitExponent(TVector exponent);
}

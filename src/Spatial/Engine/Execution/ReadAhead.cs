namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>
/// Memory that the next operation will read: its weights. Whoever computes before it asks the processor for a little of it
/// now and then, so that the next operation does not wait for all of it at once. With few active pixels that wait is most
/// of what an operation costs.
/// </summary>
/// <param name="First">First byte.</param>
/// <param name="End">One past the last byte.</param>
internal readonly unsafe record struct ReadAhead(nint First, nint End)
{
    /// <summary>Bytes of a cache line.</summary>
    public const int Line = 64;

    /// <summary>Creates a range.</summary>
    public ReadAhead(byte* first, byte* end)
        : this((nint)first, (nint)end)
    {
    }

    /// <summary>Bytes to ask for in each of a number of steps, whole lines.</summary>
    public nint PerStep(int steps) => steps == 0 ? 0 : ((End - First) / steps + Line) / Line * Line;
}

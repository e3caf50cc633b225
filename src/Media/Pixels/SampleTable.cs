namespace VideoDyn.Media.Pixels;

/// <summary>
/// An <see cref="AxisMap"/> in the form the vector steps read: per output pixel the offset of its left sample and both
/// weights packed into 32 bits. Where neighbouring outputs also lie close together in the source (all scales up to
/// about 2 for AVX2 and 4 for AVX-512), they share one contiguous window of samples, and a permutation inside
/// registers replaces the much slower gather.
/// </summary>
internal sealed unsafe class SampleTable
{
    private readonly AlignedBuffer<int> _offsets;
    private readonly AlignedBuffer<int> _weights;
    private readonly AlignedBuffer<int> _windows;
    private readonly AlignedBuffer<ushort> _picks;
    private readonly int _windowOutputs;
    private readonly int _windowSamples;
    private readonly bool _byteShuffle;

    /// <summary>Builds the table.</summary>
    /// <param name="axis">Positions and shares; its memory says how many output pixels the table has room for.</param>
    /// <param name="windowOutputs">Output pixels per window.</param>
    /// <param name="windowSamples">Samples in a window.</param>
    /// <param name="byteShuffle">Whether the permutation moves bytes (two per sample) instead of 16-bit samples.</param>
    public SampleTable(AxisMap axis, int windowOutputs, int windowSamples, bool byteShuffle)
    {
        _windowOutputs = windowOutputs;
        _windowSamples = windowSamples;
        _byteShuffle = byteShuffle;
        int capacity = Padded(axis.Index.Length);
        _offsets = new AlignedBuffer<int>(capacity);
        _weights = new AlignedBuffer<int>(capacity);
        _windows = new AlignedBuffer<int>(capacity / windowOutputs);
        _picks = new AlignedBuffer<ushort>(capacity * 2);
        Build(axis);
    }

    /// <summary>Builds the table afresh in the same memory.</summary>
    /// <param name="axis">Positions and shares, with no more room than that of the constructor.</param>
    public void Build(AxisMap axis)
    {
        Outputs = axis.Length;
        int padded = Padded(Outputs);
        HasWindows = true;
        for (int output = 0; output < padded; output++)
        {
            // Outputs past the end repeat the last position with weight 0: they are computed and never used.
            int known = Math.Min(output, Outputs - 1);
            int offset = axis.Index[known] - axis.First;
            int right = output < Outputs ? (int)MathF.Round(axis.Fraction[known] * (1 << IRowKernels.WeightBits)) : 0;
            int left = output < Outputs ? (1 << IRowKernels.WeightBits) - right : 0;
            _offsets.Pointer[output] = offset;
            _weights.Pointer[output] = left | (right << 16);
            int window = output / _windowOutputs;
            if (output % _windowOutputs == 0)
                _windows.Pointer[window] = offset;
            int pick = offset - _windows.Pointer[window];
            HasWindows &= pick + 2 <= _windowSamples;
            _picks.Pointer[2 * output] = Encode(pick, _byteShuffle);
            _picks.Pointer[(2 * output) + 1] = Encode(pick + 1, _byteShuffle);
        }
    }

    /// <summary>Output pixels.</summary>
    public int Outputs { get; private set; }

    /// <summary>Whether every output's two samples lie in its window.</summary>
    public bool HasWindows { get; private set; }

    /// <summary>Offset of the left sample per output; a multiple of <see cref="RowWorkspace.Slack"/> entries.</summary>
    public int* Offsets => _offsets.Pointer;

    /// <summary>Weight of the left sample in the low half, of the right one in the high half, per output.</summary>
    public int* Weights => _weights.Pointer;

    /// <summary>Offset of the first sample of each window.</summary>
    public int* Windows => _windows.Pointer;

    /// <summary>Left and right sample per output within its window, as sample number or as the two byte numbers of the sample.</summary>
    public ushort* Picks => _picks.Pointer;

    private static int Padded(int outputs) => (outputs + RowWorkspace.Slack - 1) / RowWorkspace.Slack * RowWorkspace.Slack;

    private static ushort Encode(int pick, bool byteShuffle) =>
        unchecked((ushort)(byteShuffle ? (2 * pick) | (((2 * pick) + 1) << 8) : pick));
}

namespace VideoDyn.Media.Pixels;

/// <summary>The row buffers of one tensorizer, small enough to stay in the first-level cache.</summary>
internal sealed unsafe class RowWorkspace
{
    /// <summary>Elements past the end of every row buffer that whole vectors may touch.</summary>
    public const int Slack = 64;

    private readonly AlignedBuffer<short> _samples;
    private readonly AlignedBuffer<float> _values;
    private readonly AlignedBuffer<byte> _packed;
    private readonly int _row;

    /// <summary>Allocates the buffers.</summary>
    /// <param name="sourceSamples">The most samples needed of a plane row.</param>
    /// <param name="outputs">Pixels of a picture row in the tensor.</param>
    public RowWorkspace(int sourceSamples, int outputs)
    {
        _row = RoundUp(outputs + Slack);
        _samples = new AlignedBuffer<short>(sourceSamples + Slack);
        _values = new AlignedBuffer<float>(6 * _row);
        _packed = new AlignedBuffer<byte>(3 * sizeof(float) * _row);
    }

    /// <summary>Samples of one plane between the vertical and the horizontal step.</summary>
    public short* Samples => _samples.Pointer;

    /// <summary>Luma values.</summary>
    public float* Y => _values.Pointer;

    /// <summary>Cb values.</summary>
    public float* U => _values.Pointer + _row;

    /// <summary>Cr values.</summary>
    public float* V => _values.Pointer + (2 * _row);

    /// <summary>Elements of one channel before they are packed or copied to the tensor.</summary>
    /// <param name="channel">0, 1 or 2.</param>
    public float* Channel(int channel) => _values.Pointer + ((3 + channel) * _row);

    /// <summary>Packed pixels before they are copied to the tensor.</summary>
    public byte* Packed => _packed.Pointer;

    private static int RoundUp(int length) => (length + 15) / 16 * 16;
}

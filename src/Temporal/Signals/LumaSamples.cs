using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;
using VideoDyn.Temporal.Signals.Kernels;

namespace VideoDyn.Temporal.Signals;

/// <summary>
/// The luma that the signal looks at: the frame's own, or the frame's halved once or twice where the model is shown it at
/// least that much smaller.
/// </summary>
/// <remarks>
/// What the model's resize averages away cannot change its answer, so comparing at full size would only find more noise,
/// and cost more: halving reads each pixel once, and all that follows handles a quarter of the samples.
/// </remarks>
/// <param name="variant">Instructions to use.</param>
internal sealed unsafe class LumaSamples(KernelVariant variant) : IDisposable
{
    /// <summary>Pixels per input pixel from which on a plane is halved; below 2, since the resize smooths as well.</summary>
    private const double EnoughForHalf = 1.5;

    private const int MostHalvings = 2;
    private readonly AlignedMemory[] _memory = [new(), new()];
    private readonly FramePlane[] _planes = new FramePlane[MostHalvings];
    private int _halvings;
    private readonly AlignedMemory _aside = new();
    private (long Index, nint Data)? _held;
    private (int X, int Y) _at;
    private FramePlane _taken;
    private bool _isFilled;

    /// <summary>Bytes held.</summary>
    public long Bytes => _memory[0].Bytes + _memory[1].Bytes + _aside.Bytes;

    /// <summary>Pixels across a sample: 1, 2 or 4.</summary>
    public int PixelsPerSample => 1 << _halvings;

    /// <summary>Chooses the samples of a frame size.</summary>
    /// <param name="input">What the model is shown.</param>
    /// <param name="blockSize">Side of a block in input pixels.</param>
    /// <param name="width">Frame width.</param>
    /// <param name="height">Frame height.</param>
    /// <returns>The cells of the blocks in samples.</returns>
    public BlockGrid Resize(InputSpec input, int blockSize, int width, int height)
    {
        _held = null;
        FrameToTensor fit = FrameToTensor.Fit(width, height, input);
        double scale = Math.Min(fit.ScaleX, fit.ScaleY);
        for (_halvings = 0; _halvings < MostHalvings && scale >= EnoughForHalf && int.IsEvenInteger(width) && int.IsEvenInteger(height); _halvings++)
        {
            (width, height, scale) = (width / 2, height / 2, scale / 2);
            int stride = AlignedMemory.StrideOf(width);
            _memory[_halvings].Require((long)stride * height);
            _planes[_halvings] = new FramePlane((nint)_memory[_halvings].Pointer, stride, width, height);
        }

        return new BlockGrid(input, blockSize, width, height);
    }

    /// <summary>The samples of a frame, which are only good until the frame is released or another is taken.</summary>
    public FramePlane Take(FrameLease frame)
    {
        if (_held == (frame.Index, frame.Luma.Data))
            return _taken;
        FramePlane luma = _at == (0, 0) ? frame.Luma : Aside(frame.Luma);
        if (_halvings > 0)
            Halving.Run(variant, luma, _planes[0]);
        if (_halvings == 2)
            Halving.Run(variant, _planes[0], _planes[1]);
        _held = (frame.Index, frame.Luma.Data);
        _isFilled = false;
        return _taken = _halvings == 0 ? luma : _planes[_halvings - 1];
    }

    /// <summary>Looks at another place from now on.</summary>
    /// <param name="at">Frame pixel at which the samples begin; beyond the frame its edge is repeated.</param>
    public void LookAt((int X, int Y) at)
    {
        if (at != _at)
            _held = null;
        _at = at;
    }

    /// <summary>
    /// Where the samples taken last leave the frame, they become those of another plane: what is out of sight is as it was.
    /// </summary>
    /// <param name="known">A plane of the samples' size.</param>
    public void FillBeyond(in FramePlane known)
    {
        if (_at == (0, 0) || _isFilled)
            return;
        _isFilled = true;
        (int left, int right) = Within(_at.X, _taken.Width);
        (int top, int bottom) = Within(_at.Y, _taken.Height);
        for (int y = 0; y < _taken.Height; y++)
        {
            ReadOnlySpan<byte> source = known.Row(y);
            var row = new Span<byte>((byte*)_taken.Data + ((nint)y * _taken.Stride), _taken.Width);
            (int from, int to) = y >= top && y < bottom ? (left, right) : (0, 0);
            source[..from].CopyTo(row);
            source[to..].CopyTo(row[to..]);
        }
    }

    /// <summary>Takes the samples of a frame anew, also when one of the same name was taken before.</summary>
    public FramePlane TakeNew(FrameLease frame)
    {
        _held = null;
        return Take(frame);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AlignedMemory memory in _memory)
            memory.Dispose();
        _aside.Dispose();
    }

    // The samples that lie in the frame as a whole.
    private (int From, int To) Within(int at, int length)
    {
        int size = PixelsPerSample, from = Math.Clamp((-at + size - 1) >> _halvings, 0, length);
        return (from, Math.Clamp(((length * size) - at) >> _halvings, from, length));
    }

    private FramePlane Aside(in FramePlane luma)
    {
        int stride = AlignedMemory.StrideOf(luma.Width);
        _aside.Require((long)stride * luma.Height);
        var target = new FramePlane((nint)_aside.Pointer, stride, luma.Width, luma.Height);
        int from = Math.Clamp(-_at.X, 0, luma.Width), to = Math.Clamp(luma.Width - _at.X, 0, luma.Width);
        for (int y = 0; y < luma.Height; y++)
        {
            ReadOnlySpan<byte> source = luma.Row(Math.Clamp(y + _at.Y, 0, luma.Height - 1));
            var row = new Span<byte>((byte*)target.Data + ((nint)y * stride), luma.Width);
            row[..from].Fill(source[0]);
            if (to > from)
                source[(from + _at.X)..(to + _at.X)].CopyTo(row[from..]);
            row[to..].Fill(source[^1]);
        }

        return target;
    }
}

using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Temporal.Signals;

/// <summary>
/// The signals of one stream, measured once per frame for all who ask: the gate asks about every frame, the region policy
/// about those that are analyzed. Who does not ask pays nothing.
/// </summary>
/// <remarks>One instance serves one stream and one thread at a time.</remarks>
public sealed class StreamSignals : IFrameSignals, IDisposable
{
    private readonly ChangeSignal _change;
    private BlockChange? _latest;
    private (FrameLease? Frame, long Index, nint Data, TimeSpan Time) _observed;

    /// <summary>Creates the signals of one stream.</summary>
    /// <param name="input">Size and resize mode of the model's input, which the blocks belong to.</param>
    /// <param name="blockSize">Side of a block in input pixels, at least 1.</param>
    /// <param name="options">What counts as a change.</param>
    public StreamSignals(InputSpec input, int blockSize, ChangeSignalOptions options) => _change = new ChangeSignal(input, blockSize, options);

    /// <summary>The change signal.</summary>
    public ChangeSignal Change => _change;

    /// <summary>Whether anybody asked yet.</summary>
    public bool IsUsed => _latest is not null;

    /// <inheritdoc/>
    public BlockChange Observe(FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        (FrameLease? Frame, long Index, nint Data, TimeSpan Time) key = (frame, frame.Index, frame.Luma.Data, frame.StreamTime);
        if (_latest is not null && key == _observed)
            return _latest;
        _observed = key;
        return _latest = _change.Observe(frame);
    }

    /// <inheritdoc/>
    public void MeasureMotion() => _change.MeasuresMotion = true;

    /// <inheritdoc/>
    public Vector2? Astray(FrameLease frame, in BoundingBox seen, in BoundingBox expected) => _change.Astray(frame, seen, expected);

    /// <summary>Takes over a frame's blocks as the last processed content; nothing while nobody asks for changes.</summary>
    /// <param name="frame">The frame that was analyzed.</param>
    /// <param name="mask">The blocks that were executed; null for all.</param>
    public void MarkProcessed(FrameLease frame, BlockMask? mask)
    {
        if (!IsUsed)
            return;
        Observe(frame); // a newer frame may have been analyzed than the one decided about
        _change.MarkProcessed(frame, mask);
    }

    /// <summary>Forgets what was processed, e.g. after an outage.</summary>
    public void Reset()
    {
        _change.Reset();
        _observed = default;
    }

    /// <inheritdoc/>
    public void Dispose() => _change.Dispose();
}

using VideoDyn.Core.Frames;

namespace VideoDyn.Bench.Tuning;

/// <summary>A frame of a clip that is shown again: the same pixels at a later time of the stream.</summary>
internal sealed class LaterFrame : FrameLease
{
    private readonly FrameLease _inner;

    /// <summary>Takes over a frame.</summary>
    /// <param name="inner">The frame; disposed with this one.</param>
    /// <param name="shift">How much later.</param>
    /// <param name="before">Frames before the clip began again.</param>
    public LaterFrame(FrameLease inner, TimeSpan shift, long before)
    {
        _inner = inner;
        Index = inner.Index + before;
        StreamTime = inner.StreamTime + shift;
        Duration = inner.Duration;
        IsKeyFrame = inner.IsKeyFrame;
        Format = inner.Format;
        Luma = inner.Luma;
        ChromaU = inner.ChromaU;
        ChromaV = inner.ChromaV;
        Begin();
    }

    /// <inheritdoc/>
    protected override void Release() => _inner.Dispose();
}

using VideoDyn.Core.Frames;

namespace VideoDyn.Temporal.Tests.Toys;

/// <summary>A frame that was not decoded.</summary>
internal sealed class UnseenFrame : FrameLease
{
    public UnseenFrame(FrameFormat format, long index, TimeSpan streamTime)
    {
        (Format, Index, StreamTime) = (format, index, streamTime);
        Begin();
    }

    public override bool HasPixels => false;

    protected override void Release()
    {
    }
}

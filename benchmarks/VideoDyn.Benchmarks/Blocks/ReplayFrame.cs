using VideoDyn.Core.Frames;

namespace VideoDyn.Benchmarks.Blocks;

/// <summary>Shows a picture again at another place of a stream; the picture's own lease must be held meanwhile.</summary>
internal sealed class ReplayFrame : FrameLease
{
    public ReplayFrame(FrameLease picture, long index, TimeSpan streamTime)
    {
        (Index, StreamTime, Format) = (index, streamTime, picture.Format);
        (Luma, ChromaU, ChromaV) = (picture.Luma, picture.ChromaU, picture.ChromaV);
        Begin();
    }

    protected override void Release()
    {
    }
}

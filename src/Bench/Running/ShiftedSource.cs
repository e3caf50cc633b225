using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;

namespace VideoDyn.Bench.Running;

/// <summary>A source without its first rows and columns, read where the pixels lie.</summary>
/// <param name="inner">The source; disposed with this one.</param>
/// <param name="shift">Rows and columns to leave out; even, because chroma may be halved.</param>
internal sealed class ShiftedSource(IFrameSource inner, int shift) : IFrameSource
{
    public SourceInfo Info => inner.Info;

    public FrameLedger Ledger => inner.Ledger;

    public string? Warning => inner.Warning;

    public FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken)
    {
        FrameReadStatus status = inner.Read(out FrameLease? whole, cancellationToken);
        frame = whole is null ? null : new Part(whole, shift);
        return status;
    }

    public void Dispose() => inner.Dispose();

    private sealed class Part : FrameLease
    {
        private readonly FrameLease _whole;

        public Part(FrameLease whole, int shift)
        {
            _whole = whole;
            FrameFormat format = whole.Format;
            // A picture too small to lose anything stays as it is.
            int across = format.Width > 4 * shift ? shift : 0;
            int down = format.Height > 4 * shift ? shift : 0;
            Format = format with { Width = format.Width - across, Height = format.Height - down };
            Index = whole.Index;
            StreamTime = whole.StreamTime;
            Duration = whole.Duration;
            IsKeyFrame = whole.IsKeyFrame;
            Luma = Cut(whole.Luma, across, down);
            if (format.PlaneCount == 3)
            {
                int chromaAcross = across * whole.ChromaU.Width / format.Width;
                int chromaDown = down * whole.ChromaU.Height / format.Height;
                ChromaU = Cut(whole.ChromaU, chromaAcross, chromaDown);
                ChromaV = Cut(whole.ChromaV, chromaAcross, chromaDown);
            }

            Begin();
        }

        protected override void Release() => _whole.Dispose();

        private static FramePlane Cut(FramePlane plane, int across, int down) => new(
            plane.Data + across + ((nint)down * plane.Stride), plane.Stride, plane.Width - across, plane.Height - down);
    }
}

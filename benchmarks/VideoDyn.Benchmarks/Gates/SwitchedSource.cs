using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;

namespace VideoDyn.Benchmarks.Gates;

/// <summary>A source whose light is switched: brighter for every other four seconds.</summary>
/// <param name="inner">The source; disposed by its owner.</param>
internal sealed class SwitchedSource(IFrameSource inner) : IFrameSource
{
    private const int Brighter = 25;
    private const double Period = 4;

    public SourceInfo Info => inner.Info;

    public FrameLedger Ledger => inner.Ledger;

    public string? Warning => inner.Warning;

    public FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken)
    {
        FrameReadStatus status = inner.Read(out frame, cancellationToken);
        if (frame is not null && (int)(frame.StreamTime.TotalSeconds / Period) % 2 == 1)
            frame = new Bright(frame);
        return status;
    }

    public void Dispose()
    {
        // The file belongs to whoever opened it.
    }

    private sealed unsafe class Bright : FrameLease
    {
        private readonly FrameLease _dark;
        private readonly byte* _luma;

        public Bright(FrameLease dark)
        {
            _dark = dark;
            Format = dark.Format;
            Index = dark.Index;
            StreamTime = dark.StreamTime;
            ChromaU = dark.ChromaU;
            ChromaV = dark.ChromaV;
            int width = dark.Luma.Width, height = dark.Luma.Height;
            _luma = (byte*)NativeMemory.Alloc((nuint)(width * height));
            Luma = new FramePlane((nint)_luma, width, width, height);
            for (int y = 0; y < height; y++)
            {
                ReadOnlySpan<byte> row = dark.Luma.Row(y);
                for (int x = 0; x < width; x++)
                    _luma[(y * width) + x] = (byte)Math.Min(235, row[x] + Brighter);
            }

            Begin();
        }

        protected override void Release()
        {
            NativeMemory.Free(_luma);
            _dark.Dispose();
        }
    }
}

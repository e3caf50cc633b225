using System.Text;
using VideoDyn.Core.Frames;
using VideoDyn.Media.Drawing;
using VideoDyn.Media.Tests.Pixels;

namespace VideoDyn.Media.Tests.Drawing;

/// <summary>
/// A canvas whose planes end (or start) at an unmapped page and whose rows are followed by padding that must not change.
/// </summary>
internal sealed class TestCanvas : IDisposable
{
    private const byte PaddingMark = 0xA7;
    private readonly GuardedMemory[] _memory = new GuardedMemory[3];
    private readonly int _padding;

    public TestCanvas(int width, int height, int padding = 3, GuardSide side = GuardSide.After)
    {
        _padding = padding;
        int halfWidth = (width + 1) / 2;
        int halfHeight = (height + 1) / 2;
        Canvas = new FrameCanvas(
            Plane(0, width, height), Plane(1, halfWidth, halfHeight), Plane(2, halfWidth, halfHeight),
            ColorMatrix.Bt709, ColorRange.Limited);

        CanvasPlane Plane(int number, int planeWidth, int planeHeight)
        {
            int stride = planeWidth + padding;
            _memory[number] = new GuardedMemory(stride * planeHeight, side);
            _memory[number].Span.Fill(PaddingMark);
            var plane = new CanvasPlane(_memory[number].Data, stride, planeWidth, planeHeight);
            plane.Fill(0, 0, planeWidth, planeHeight, 0);
            return plane;
        }
    }

    public FrameCanvas Canvas { get; }

    /// <summary>A plane as text: a dot for 0, else the value as one character.</summary>
    public static string Show(CanvasPlane plane)
    {
        var text = new StringBuilder();
        for (int y = 0; y < plane.Height; y++)
        {
            foreach (byte sample in plane.Row(y))
                text.Append(sample == 0 ? '.' : (char)sample);
            text.Append('\n');
        }

        return text.ToString();
    }

    public void AssertPaddingUntouched()
    {
        CanvasPlane[] planes = [Canvas.Luma, Canvas.ChromaU, Canvas.ChromaV];
        for (int number = 0; number < planes.Length; number++)
        {
            int stride = planes[number].Stride;
            for (int y = 0; y < planes[number].Height; y++)
            {
                byte[] padding = _memory[number].Span.Slice((y * stride) + stride - _padding, _padding).ToArray();
                Assert.All(padding, sample => Assert.Equal(PaddingMark, sample));
            }
        }
    }

    public void Dispose()
    {
        foreach (GuardedMemory plane in _memory)
            plane.Dispose();
    }
}

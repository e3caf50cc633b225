using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Segmentation;

/// <summary>
/// Turns the outputs of a segmenter into one class map and the area of each class. Every output counts its own pixels, so
/// areas of several outputs may overlap; in the map the later output lies on top. Allocates nothing per frame.
/// </summary>
internal sealed class SegmentReader
{
    private readonly SegmentLayout[] _layouts;
    private readonly InputSpec _input;
    private readonly ArgMax _argMax = new();
    private readonly long[] _pixels;
    private byte[] _row = [];

    /// <summary>Remembers how to read.</summary>
    public SegmentReader(SegmentLayout[] layouts, InputSpec input, int classes)
    {
        _layouts = layouts;
        _input = input;
        _pixels = new long[classes];
    }

    /// <summary>Fills map and areas.</summary>
    /// <param name="outputs">The model's outputs in graph order.</param>
    /// <param name="placement">Where the picture lies in the tensor.</param>
    /// <param name="observations">Cleared already.</param>
    public void Read(IReadOnlyList<OutputTensor> outputs, in FrameToTensor placement, Observations observations)
    {
        Array.Clear(_pixels);
        SegmentLayout finest = _layouts[0];
        (int left, int right) = Part(placement.ContentX, placement.ContentWidth, _input.Width, finest.Width);
        (int top, int bottom) = Part(placement.ContentY, placement.ContentHeight, _input.Height, finest.Height);
        ClassMap map = observations.Map;
        map.Begin(right - left, bottom - top, Covered(placement));
        map.Classes.Clear();
        if (_row.Length < map.Width)
            _row = new byte[map.Width];
        int firstClass = 1;
        foreach (SegmentLayout layout in _layouts)
        {
            ReadOnlySpan<float> values = OutputShapes.Values(outputs[layout.Output], layout.Width * layout.Height, layout.Channels);
            for (int row = 0; row < map.Height; row++)
            {
                // Outputs of another resolution than the first are read at the nearest pixel.
                int source = (top + row) * layout.Height / finest.Height;
                Span<byte> classes = _row.AsSpan(0, map.Width);
                if (layout.Width == finest.Width)
                    ReadRow(layout, values, source, left, classes, observations);
                else
                    ReadScaledRow(layout, values, source, left, finest.Width, classes, observations);
                Merge(classes, map.Classes.Slice(row * map.Width, map.Width), firstClass - 1);
            }

            firstClass += layout.Foreground;
        }

        foreach (byte classId in map.Classes)
            _pixels[0] += classId == 0 ? 1 : 0;
        for (int classId = 0; classId < _pixels.Length; classId++)
        {
            if (_pixels[classId] > 0)
                observations.Add(new ClassShare(classId, (float)_pixels[classId] / map.Classes.Length));
        }
    }

    private void ReadRow(SegmentLayout layout, ReadOnlySpan<float> values, int row, int left, Span<byte> classes, Observations observations)
    {
        int start = (row * layout.Width) + left;
        if (layout.Channels > 1 && layout.Packed)
            ArgMax.Packed(values[(start * layout.Channels)..], layout.Channels, classes);
        else if (layout.Channels > 1)
            _argMax.Planar(values, layout.Width * layout.Height, start, layout.Channels, classes);
        else
            ReadNumbers(layout, values.Slice(start, classes.Length), classes, observations);
    }

    private void ReadScaledRow(
        SegmentLayout layout, ReadOnlySpan<float> values, int row, int left, int width, Span<byte> classes, Observations observations)
    {
        Span<byte> pixel = stackalloc byte[1];
        for (int column = 0; column < classes.Length; column++)
        {
            ReadRow(layout, values, row, (left + column) * layout.Width / width, pixel, observations);
            classes[column] = pixel[0];
        }
    }

    private void ReadNumbers(SegmentLayout layout, ReadOnlySpan<float> numbers, Span<byte> classes, Observations observations)
    {
        for (int column = 0; column < classes.Length; column++)
        {
            float number = numbers[column];
            bool known = number >= 0 && number < _pixels.Length;
            if (layout.AreClasses && !known)
                observations.Malformed++;
            classes[column] = layout.AreClasses ? known ? (byte)number : (byte)0 : number > layout.MaskLimit ? (byte)1 : (byte)0;
        }
    }

    private void Merge(ReadOnlySpan<byte> classes, Span<byte> map, int offset)
    {
        for (int column = 0; column < classes.Length; column++)
        {
            if (classes[column] == 0)
                continue;
            map[column] = (byte)(classes[column] + offset);
            _pixels[map[column]]++;
        }
    }

    // The border of a letterbox shows nothing of the frame, so it counts nowhere.
    private static (int First, int End) Part(int start, int length, int input, int output)
    {
        int first = (int)Math.Round((double)start * output / input);
        int end = (int)Math.Round((double)(start + length) * output / input);
        return (Math.Clamp(first, 0, output - 1), Math.Clamp(end, first + 1, output));
    }

    private static BoundingBox Covered(in FrameToTensor placement) => placement.ToFrame(new BoundingBox(
        placement.ContentX, placement.ContentY,
        placement.ContentX + placement.ContentWidth, placement.ContentY + placement.ContentHeight));
}

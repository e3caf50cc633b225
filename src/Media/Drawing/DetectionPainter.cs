using System.Globalization;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Media.Drawing;

/// <summary>
/// Draws detections as a viewer expects them: an outline in the colour of the class and a label with name and score
/// above it, or inside where there is no room above. Line and text grow with the picture.
/// </summary>
public sealed class DetectionPainter
{
    /// <summary>A label is cut to this many characters.</summary>
    private const int LongestLabel = 96;

    private readonly IReadOnlyList<string> _labels;
    private ClassPalette? _palette;
    private (Core.Frames.ColorMatrix, Core.Frames.ColorRange) _paletteOf;

    /// <summary>Remembers the class names.</summary>
    /// <param name="labels">Names by class id; a class without one shows its number.</param>
    public DetectionPainter(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        _labels = labels;
    }

    /// <summary>Luma pixels per font pixel for a picture: 1 up to 719 rows, 2 from 720 on, 3 from 1440 on, and so forth.</summary>
    public static int ScaleFor(int height) => 1 + (height / 720);

    /// <summary>Draws all boxes, then all labels, so that no outline crosses a label.</summary>
    /// <param name="canvas">Picture.</param>
    /// <param name="detections">What to draw, in pixels of the picture.</param>
    /// <param name="ids">Number of each object, shown after its name; empty for none.</param>
    /// <param name="seen">What else is known about each object, shown last; empty for none.</param>
    public void Paint(
        FrameCanvas canvas, ReadOnlySpan<Detection> detections, ReadOnlySpan<long> ids = default, ReadOnlySpan<TrackLabel> seen = default)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        if (_palette is null || _paletteOf != (canvas.Matrix, canvas.Range))
        {
            _palette = new ClassPalette(canvas.Matrix, canvas.Range);
            _paletteOf = (canvas.Matrix, canvas.Range);
        }

        int scale = ScaleFor(canvas.Height);
        foreach (ref readonly Detection detection in detections)
            BoxPainter.Outline(canvas, detection.Box, 2 * scale, _palette[detection.ClassId]);
        Span<char> text = stackalloc char[LongestLabel];
        for (int index = 0; index < detections.Length; index++)
        {
            ref readonly Detection detection = ref detections[index];
            int length = Describe(detection, ids.IsEmpty ? null : ids[index], seen.IsEmpty ? default : seen[index], text);
            LabelPainter.Draw(
                canvas, detection.Box, text[..length], scale, _palette[detection.ClassId], _palette.TextOn(detection.ClassId));
        }
    }

    private int Describe(in Detection detection, long? id, TrackLabel seen, Span<char> text)
    {
        int percent = (int)MathF.Round(Math.Clamp(detection.Score, 0, 1) * 100);
        bool named = (uint)detection.ClassId < (uint)_labels.Count;
        Span<char> score = stackalloc char[LongestLabel - 8];
        int scoreLength;
        if (id is { } number)
            score.TryWrite(CultureInfo.InvariantCulture, $" #{number} {percent}%", out scoreLength);
        else
            score.TryWrite(CultureInfo.InvariantCulture, $" {percent}%", out scoreLength);
        // A name that does not fit is left out; the class and its number come first.
        if (seen.Label is not null && score[scoreLength..].TryWrite(
            CultureInfo.InvariantCulture, $" {seen.Label} {(int)MathF.Round(Math.Clamp(seen.Score, 0, 1) * 100)}%", out int seenLength))
        {
            scoreLength += seenLength;
        }

        Span<char> name = text[..^scoreLength];
        int nameLength;
        if (named)
        {
            ReadOnlySpan<char> label = _labels[detection.ClassId];
            nameLength = Math.Min(label.Length, name.Length);
            label[..nameLength].CopyTo(name);
        }
        else
        {
            name.TryWrite(CultureInfo.InvariantCulture, $"class {detection.ClassId}", out nameLength);
        }

        score[..scoreLength].CopyTo(text[nameLength..]);
        return nameLength + scoreLength;
    }
}

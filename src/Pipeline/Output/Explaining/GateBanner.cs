using System.Globalization;
using VideoDyn.Core.Plans;
using VideoDyn.Media.Drawing;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output.Explaining;

/// <summary>
/// Writes into the picture what the gate decided and why: a line at the lower edge in the colour of the outcome (green
/// for analyzed, blue for reused, grey for skipped), and a frame of that colour around a picture that was looked at.
/// </summary>
internal static class GateBanner
{
    private const int LongestLine = 160;

    /// <summary>Draws onto a canvas that may have another size than the frame.</summary>
    public static void Draw(FrameCanvas canvas, FrameView view)
    {
        int scale = DetectionPainter.ScaleFor(canvas.Height);
        (YuvColor fill, YuvColor ink) = view.Decision.Outcome switch
        {
            GateOutcome.Analyze => (canvas.Color(0, 150, 60), canvas.Color(255, 255, 255)),
            GateOutcome.Reuse => (canvas.Color(30, 90, 200), canvas.Color(255, 255, 255)),
            _ => (canvas.Color(110, 110, 110), canvas.Color(255, 255, 255)),
        };
        Span<char> text = stackalloc char[LongestLine];
        int room = Math.Min(LongestLine, canvas.Width / (BitmapFont.CellWidth * scale));
        int length = Describe(view, text[..room]);
        int top = canvas.Height - (BitmapFont.CellHeight * scale);
        canvas.Fill(0, top, canvas.Width, canvas.Height, fill);
        TextPainter.Draw(canvas, 0, top, text[..length], scale, ink);
        if (!view.IsAnalyzed)
            return;
        int line = 2 * scale;
        canvas.Fill(0, 0, canvas.Width, line, fill);
        canvas.Fill(0, 0, line, top, fill);
        canvas.Fill(canvas.Width - line, 0, canvas.Width, top, fill);
    }

    /// <summary>Outcome, reason, how much was computed, and as many numbers as there is room for.</summary>
    internal static int Describe(FrameView view, Span<char> text)
    {
        string outcome = view.Decision.Outcome switch { GateOutcome.Analyze => "ANALYZED", GateOutcome.Reuse => "REUSED", _ => "SKIPPED" };
        string reason = view.Decision.Reason.Length == 0 ? GateDecision.Always : view.Decision.Reason;
        if (!text.TryWrite(CultureInfo.InvariantCulture, $"{outcome} {reason}", out int length))
            return 0;
        if (view.IsAnalyzed && text[length..].TryWrite(CultureInfo.InvariantCulture, $", {view.Observations.ExecutedShare:P0} computed", out int more))
            length += more;
        IReadOnlyList<GateNumber> numbers = view.Numbers.All;
        for (int index = 0; index < numbers.Count; index++)
        {
            if (!double.IsFinite(numbers[index].Value))
                continue;
            if (!text[length..].TryWrite(CultureInfo.InvariantCulture, $"  {numbers[index].Name} {numbers[index].Value:0.###}", out more))
                break;
            length += more;
        }

        return length;
    }
}

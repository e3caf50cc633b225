using System.Globalization;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;

namespace VideoDyn.Benchmarks.Gates;

/// <summary>
/// What a gate could reach that knew, frame by frame, how many boxes of the frame before were wrong: it looks when they have added
/// up to a price. No gate can know that without looking; the distance to it is what better estimates could gain, and where even
/// it is no better than <c>every-n</c> there is nothing to gain by choosing the time.
/// </summary>
/// <param name="price">Wrong boxes times seconds per look.</param>
internal sealed class OracleGate(double price) : IGate
{
    private static readonly GateDecision s_look = new(GateOutcome.Analyze, "oracle");
    private static readonly GateDecision s_skip = GateDecision.Skip("oracle");
    private TimeSpan _before;
    private double _sum;
    private bool _hasLooked;

    public static IReadOnlyList<double> Prices { get; } = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45, 0.7, 1];

    public static string NameOf(double price) => string.Create(CultureInfo.InvariantCulture, $"oracle:{price}");

    public static IGate? Create(string text) =>
        text.StartsWith("oracle:", StringComparison.Ordinal) ? new OracleGate(double.Parse(text[7..], CultureInfo.InvariantCulture)) : null;

    public GateDecision Decide(long frameIndex, FrameLease frame) => !_hasLooked || _sum >= price ? s_look : s_skip;

    public void Learn(in GateFeedback feedback)
    {
        double seconds = Math.Max(0, (feedback.StreamTime - _before).TotalSeconds);
        _before = feedback.StreamTime;
        if (feedback.Decision.Outcome == GateOutcome.Analyze)
        {
            _hasLooked = true;
            _sum = 0;
            return;
        }

        if (feedback.Audit is { } audit)
            _sum += seconds * (audit.Missed + audit.Extra);
    }
}

using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Matching;

namespace VideoDyn.Evaluation.Agreement;

/// <summary>Which boxes may be paired, and how scores count.</summary>
internal readonly record struct MatchRule(float High, float Low, double MinimumIou);

/// <summary>
/// Matches the boxes of one frame. Of all one-to-one matchings it takes the one with the fewest boxes left in error, and
/// among those the one with the greatest total overlap.
/// </summary>
internal sealed class FrameAgreement
{
    private readonly PairMatcher _matcher = new();
    private (int Reference, int Candidate, double Iou)[] _overlaps = new (int, int, double)[64];
    private int _count;

    /// <summary>Finds all pairs of one class that overlap enough for the loosest rule.</summary>
    public void Prepare(ReadOnlySpan<Detection> reference, ReadOnlySpan<Detection> candidate, float lowScore, double minimumIou)
    {
        _count = 0;
        for (int r = 0; r < reference.Length; r++)
        {
            ref readonly Detection expected = ref reference[r];
            if (expected.Score < lowScore)
                continue;
            for (int c = 0; c < candidate.Length; c++)
            {
                ref readonly Detection found = ref candidate[c];
                if (found.ClassId != expected.ClassId || found.Score < lowScore)
                    continue;
                double iou = Overlap.IntersectionOverUnion(expected.Box, found.Box);
                if (iou < minimumIou)
                    continue;
                if (_count == _overlaps.Length)
                    Array.Resize(ref _overlaps, _count * 2);
                _overlaps[_count++] = (r, c, iou);
            }
        }
    }

    /// <summary>Solves the prepared frame under one rule.</summary>
    /// <returns>The matcher, to read partners from (left = reference).</returns>
    public PairMatcher Match(ReadOnlySpan<Detection> reference, ReadOnlySpan<Detection> candidate, MatchRule rule)
    {
        _matcher.Begin(reference.Length, candidate.Length);
        // One box more out of error outweighs any gain in overlap, which is at most the number of pairs.
        double perBox = Math.Min(reference.Length, candidate.Length) + 1;
        foreach ((int r, int c, double iou) in _overlaps.AsSpan(0, _count))
        {
            float expected = reference[r].Score;
            float found = candidate[c].Score;
            if (iou < rule.MinimumIou || expected < rule.Low || found < rule.Low)
                continue;
            int counted = (expected >= rule.High ? 1 : 0) + (found >= rule.High ? 1 : 0);
            if (counted > 0)
                _matcher.Add(r, c, (counted * perBox) + iou);
        }

        _matcher.Solve();
        return _matcher;
    }
}

namespace VideoDyn.Evaluation.Events;

/// <summary>
/// Pairs events of equal key one to one within a tolerance of time: as many pairs as possible, and among those the least
/// total distance.
/// </summary>
public static class EventMatcher
{
    /// <summary>Compares two lists of events.</summary>
    /// <param name="expected">Reference or truth, in any order.</param>
    /// <param name="found">What the plan reported, in any order.</param>
    /// <param name="tolerance">Greatest distance in time of a pair, at least zero.</param>
    public static EventScores Compare(IEnumerable<TimedEvent> expected, IEnumerable<TimedEvent> found, TimeSpan tolerance)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentOutOfRangeException.ThrowIfLessThan(tolerance, TimeSpan.Zero);
        ILookup<string, long> left = expected.ToLookup(item => item.Key, item => item.Time.Ticks, StringComparer.Ordinal);
        ILookup<string, long> right = found.ToLookup(item => item.Key, item => item.Time.Ticks, StringComparer.Ordinal);
        List<TimeSpan> delays = [];
        long events = 0;
        foreach (string key in left.Select(group => group.Key).Union(right.Select(group => group.Key), StringComparer.Ordinal))
        {
            long[] a = [.. left[key].Order()];
            long[] b = [.. right[key].Order()];
            events += a.Length + b.Length;
            for (Pair? pair = Align(a, b, tolerance.Ticks); pair is not null; pair = pair.Before)
                delays.Add(TimeSpan.FromTicks(pair.Delay));
        }

        long expectedCount = left.Sum(group => group.LongCount());
        long foundCount = events - expectedCount;
        delays.Sort();
        return new EventScores
        {
            Matched = delays.Count,
            Missed = expectedCount - delays.Count,
            Extra = foundCount - delays.Count,
            Delays = delays,
        };
    }

    // On a line, pairs that cross can be uncrossed without moving any of them apart, so an alignment in order of time is
    // among the best matchings, and the alignment of two sequences is a textbook dynamic programme. Only what lies within
    // the tolerance can pair, which keeps the work near linear: the rows hold the window of events that are in reach.
    private static Pair? Align(long[] a, long[] b, long tolerance)
    {
        var above = new Tally[b.Length + 1];
        var row = new Tally[b.Length + 1];
        int settled = 0;
        int reach = 0;
        for (int i = 0; i < a.Length; i++)
        {
            // Left of the window nothing can change any more; right of it nothing has begun.
            int first = settled;
            while (first < b.Length && b[first] < a[i] - tolerance)
                first++;
            int last = Math.Max(reach, first);
            while (last < b.Length && b[last] <= a[i] + tolerance)
                last++;
            for (int j = reach + 1; j <= last; j++)
                above[j] = above[reach];
            row[first] = above[first];
            for (int j = first; j < last; j++)
            {
                Tally best = Tally.Better(above[j + 1], row[j]);
                long delay = b[j] - a[i];
                row[j + 1] = Math.Abs(delay) <= tolerance ? Tally.Better(best, above[j].With(delay)) : best;
            }

            settled = first;
            reach = last;
            (above, row) = (row, above);
        }

        return above[reach].Last;
    }

    // One pair of an alignment, with the pairs before it. Alignments share their beginnings.
    private sealed record Pair(long Delay, Pair? Before);

    private readonly record struct Tally(long Pairs, long Distance, Pair? Last)
    {
        public Tally With(long delay) => new(Pairs + 1, Distance + Math.Abs(delay), new Pair(delay, Last));

        public static Tally Better(Tally a, Tally b) =>
            b.Pairs > a.Pairs || (b.Pairs == a.Pairs && b.Distance < a.Distance) ? b : a;
    }
}

namespace VideoDyn.Temporal.Tests.Tracking.Scenes;

/// <summary>Ways to lose frames.</summary>
internal static class Thinning
{
    public static List<TruthFrame> EveryNth(IReadOnlyList<TruthFrame> frames, int step) =>
        [.. frames.Where((_, index) => index % step == 0)];

    /// <summary>Gaps drawn evenly from 1 to a most, as a busy machine or a change gate leaves them.</summary>
    public static List<TruthFrame> Irregular(IReadOnlyList<TruthFrame> frames, int mostGap, int seed)
    {
        var random = new Random(seed);
        List<TruthFrame> kept = [];
        for (int index = 0; index < frames.Count; index += random.Next(1, mostGap + 1))
            kept.Add(frames[index]);
        return kept;
    }
}

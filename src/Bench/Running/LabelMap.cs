using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Bench.Running;

/// <summary>Class indices of one model in terms of another's, by name.</summary>
internal static class LabelMap
{
    /// <summary>Maps the classes of a plan's model to those of the reference.</summary>
    /// <returns>The reference's index by the plan's, -1 where the reference lacks the class; null when nothing changes.</returns>
    public static int[]? Between(IReadOnlyList<string> plan, IReadOnlyList<string> reference)
    {
        if (plan.SequenceEqual(reference))
            return null;
        var places = new Dictionary<string, int>();
        for (int index = 0; index < reference.Count; index++)
            places.TryAdd(ClassNames.Canonical(reference[index]), index);
        return [.. plan.Select(label => places.GetValueOrDefault(ClassNames.Canonical(label), -1))];
    }
}

using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Bench.Comparing;

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

    /// <summary>One class, -1 where the reference lacks it.</summary>
    public static int Apply(int[]? map, int classId) => map is null || classId < 0 ? classId : map[classId];

    /// <summary>Boxes with the reference's classes; those of classes that it lacks are left out.</summary>
    /// <param name="map">From <see cref="Between"/>.</param>
    /// <param name="boxes">The plan's boxes.</param>
    /// <param name="buffer">Holds the result where something changes.</param>
    public static ReadOnlySpan<Detection> Apply(int[]? map, ReadOnlySpan<Detection> boxes, List<Detection> buffer)
    {
        if (map is null)
            return boxes;
        buffer.Clear();
        foreach (ref readonly Detection box in boxes)
        {
            if (map[box.ClassId] >= 0)
                buffer.Add(box with { ClassId = map[box.ClassId] });
        }

        return CollectionsMarshal.AsSpan(buffer);
    }
}

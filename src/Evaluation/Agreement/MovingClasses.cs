using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Evaluation.Agreement;

/// <summary>The classes that agreement is about: what moves by itself and what users of cameras ask for.</summary>
public static class MovingClasses
{
    private static readonly HashSet<string> s_names = ["person", "bicycle", "car", "motorcycle", "bus", "truck", "dog"];

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => s_names;

    /// <summary>Whether a class name stands for one of them. Letter case, surrounding spaces and known aliases do not matter.</summary>
    public static bool Contains(string label) => s_names.Contains(ClassNames.Canonical(label));
}

namespace VideoDyn.Evaluation.Agreement;

/// <summary>The classes that agreement is about: what moves by itself and what users of cameras ask for.</summary>
public static class MovingClasses
{
    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "person", "bicycle", "car", "motorcycle", "bus", "truck", "dog",
        "motorbike", // the name of the same class in PASCAL VOC and in lists derived from it
    };

    /// <summary>Whether a class name stands for one of them. Letter case and surrounding spaces do not matter.</summary>
    public static bool Contains(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return s_names.Contains(label.Trim());
    }
}

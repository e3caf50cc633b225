namespace VideoDyn.Evaluation.Truth;

/// <summary>Names of classes that data sets spell differently.</summary>
public static class ClassNames
{
    private static readonly Dictionary<string, string> s_aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pedestrian"] = "person", // MOTChallenge
        ["motorbike"] = "motorcycle", // PASCAL VOC, and lists derived from it
        ["aeroplane"] = "airplane",
        ["sofa"] = "couch",
        ["pottedplant"] = "potted plant",
        ["diningtable"] = "dining table",
        ["tvmonitor"] = "tv",
    };

    /// <summary>The COCO name where one is known, else the name itself; in lower case, without surrounding spaces.</summary>
    public static string Canonical(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string trimmed = name.Trim();
        return s_aliases.GetValueOrDefault(trimmed, trimmed.ToLowerInvariant());
    }
}

using VideoDyn.Core.Errors;

namespace VideoDyn.Evaluation.Truth;

/// <summary>Reads truth by the ending of the file name.</summary>
public static class TruthFile
{
    /// <summary>Reads <c>.json</c> as COCO, and <c>.txt</c> or <c>.csv</c> as MOTChallenge.</summary>
    /// <param name="path">The file.</param>
    /// <param name="motClassNames">Names of the class numbers of a MOTChallenge file, which has none itself.</param>
    /// <exception cref="VideoDynException">The file cannot be read or has another ending (kind Input).</exception>
    public static TruthSet Read(string path, IReadOnlyDictionary<int, string>? motClassNames = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string ending = Path.GetExtension(path).ToLowerInvariant();
        return ending switch
        {
            ".json" => CocoFile.Read(path),
            ".txt" or ".csv" => MotFile.ToTruth(MotFile.Read(path), path, motClassNames),
            _ => throw VideoDynException.Input(
                $"Truth file '{path}': found the ending '{ending}', expected .json (COCO), .txt or .csv (MOTChallenge)."),
        };
    }
}

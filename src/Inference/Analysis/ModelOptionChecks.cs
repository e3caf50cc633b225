using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Analysis;

/// <summary>Ranges of the options that need no model to be checked.</summary>
internal static class ModelOptionChecks
{
    /// <summary>Throws one error with all options that are out of range.</summary>
    /// <exception cref="VideoDynException">Kind Configuration.</exception>
    public static void Require(ModelOptions options)
    {
        List<string> problems = [];
        if (options.Confidence is { } confidence && !(confidence is >= 0 and <= 1))
            problems.Add(FormattableString.Invariant($"confidence {confidence}: expected a number from 0 to 1"));
        if (options.WeakConfidence is { } weak && !(weak is >= 0 and <= 1))
            problems.Add(FormattableString.Invariant($"weak confidence {weak}: expected a number from 0 to 1"));
        if (options.Iou is { } iou && !(iou is >= 0 and <= 1))
            problems.Add(FormattableString.Invariant($"iou {iou}: expected a number from 0 to 1"));
        if (options.Threads < 1)
            problems.Add($"threads {options.Threads}: expected at least 1");
        if (options.MaxCandidates < 1)
            problems.Add($"candidate cap {options.MaxCandidates}: expected at least 1");
        if (options.MaxDetections < 1)
            problems.Add($"detection cap {options.MaxDetections}: expected at least 1");
        if (problems.Count > 0)
            throw VideoDynException.Configuration(string.Join("; ", problems));
    }
}

using VideoDyn.TestKit;

namespace VideoDyn.Models.Tests;

/// <summary>
/// A fact about the training programs; skipped where the distribution's packages for them are not installed, unless data is
/// required: then it runs and fails.
/// </summary>
internal sealed class TrainingFactAttribute : FactAttribute
{
    public TrainingFactAttribute(bool isLong = false)
    {
        string[] missing = [.. new[] { "torch", "onnx", "numpy" }.Where(module => !Directory.Exists($"/usr/lib/python3/dist-packages/{module}"))];
        if (isLong && Environment.GetEnvironmentVariable("VIDEODYN_SOAK") != "1")
            Skip = "takes long; run ./test.sh --soak";
        else if (missing.Length > 0 && !SharedData.IsRequired)
            Skip = $"training needs {string.Join(", ", missing.Select(module => "python3-" + module))}";
    }
}

namespace VideoDyn.Models.Tests;

/// <summary>A fact about the training programs; skipped where the distribution's packages for them are not installed.</summary>
internal sealed class TrainingFactAttribute : FactAttribute
{
    public TrainingFactAttribute(bool isLong = false)
    {
        string[] missing = [.. new[] { "torch", "onnx", "numpy" }.Where(module => !Directory.Exists($"/usr/lib/python3/dist-packages/{module}"))];
        if (missing.Length > 0)
            Skip = $"training needs {string.Join(", ", missing.Select(module => "python3-" + module))}";
        else if (isLong && Environment.GetEnvironmentVariable("VIDEODYN_SOAK") != "1")
            Skip = "takes long; run ./test.sh --soak";
    }
}

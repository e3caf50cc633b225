namespace VideoDyn.Pipeline.Tests;

public class AnalysisOptionsTests
{
    [Fact]
    public void Validate_Defaults_HasNoError() => Assert.Empty(new AnalysisOptions { Input = "a.mp4", Model = "b.onnx" }.Validate());

    [Fact]
    public void Validate_ManyErrors_ReportsAllAtOnce()
    {
        var options = new AnalysisOptions
        {
            Input = "a.mp4",
            Model = "",
            Confidence = 1.5f,
            Iou = -1,
            Threads = 0,
            MaxFps = 0,
            Start = TimeSpan.FromSeconds(-1),
            Duration = TimeSpan.Zero,
            Gate = "sometimes",
            Region = "somewhere",
        };

        IReadOnlyList<string> errors = options.Validate();

        Assert.Equal(9, errors.Count);
        foreach (string part in (string[])["model", "--confidence", "--iou", "--threads", "--max-fps", "--start", "--duration", "gate 'sometimes'", "region 'somewhere'"])
            Assert.Contains(errors, error => error.Contains(part, StringComparison.Ordinal));
    }
}

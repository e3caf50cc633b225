using System.Text;
using VideoDyn.Core.Errors;
using VideoDyn.Spatial.Analysis;
using VideoDyn.TestKit;

namespace VideoDyn.Spatial.Tests.Analysis;

public class LayerThresholdsTests
{
    private const string Head = """{"format": "videodyn-thresholds 1", "sha256": "ab12", "input": "416x352", "layers": """;

    [Fact]
    public void File_IsReadAsItWasWritten()
    {
        using var folder = new TemporaryFolder();
        var written = new LayerThresholds("tune", "ab12", 416, 352, [KeyValuePair.Create("x", 0.05), KeyValuePair.Create("conv \"1\"", 1.6)]);
        File.WriteAllBytes(folder["t.json"], written.ToFile([KeyValuePair.Create("result", "kept 0.99")]));

        LayerThresholds read = LayerThresholds.Read(folder["t.json"]);

        Assert.Equal(("ab12", 416, 352), (read.ModelSha256, read.InputWidth, read.InputHeight));
        Assert.Equal(written.Values, read.Values);
        Assert.Contains("kept 0.99", File.ReadAllText(folder["t.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Head + """{"x": -0.1}}""", "layer 'x' is -0.1, expected 0 to 100")]
    [InlineData(Head + """{"x": "NaN"}}""", "layer 'x' is \"NaN\", expected a number")]
    [InlineData(Head + """{"x": NaN}}""", "no file of thresholds")]
    [InlineData(Head + """{"x": 1e999}}""", "layer 'x' is")]
    [InlineData(Head + """{"x": null}}""", "layer 'x' is null")]
    [InlineData(Head + """{"x": 1, "x": 2}}""", "no file of thresholds")]
    [InlineData(Head + "[]}", "'layers' is missing")]
    [InlineData("""{"format": "videodyn-thresholds 2"}""", "format is 'videodyn-thresholds 2'")]
    [InlineData("""{"format": "videodyn-thresholds 1", "input": "wide"}""", "no file of thresholds")]
    [InlineData("[1]", "'format' is missing")]
    [InlineData("", "no file of thresholds")]
    public void Read_OfAnythingElse_SaysWhatIsWrong(string content, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["t.json"], Encoding.UTF8.GetBytes(content));

        VideoDynException error = Assert.Throws<VideoDynException>(() => LayerThresholds.Read(folder["t.json"]));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("t.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAMissingFile_NamesIt() =>
        Assert.Contains("/nowhere/t.json: no file of thresholds", Assert.Throws<VideoDynException>(() => LayerThresholds.Read("/nowhere/t.json")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e-9)]
    public void Thresholds_OutOfRange_AreRefused(double value) =>
        Assert.Throws<VideoDynException>(() => new LayerThresholds("here", "ab", 1, 1, [KeyValuePair.Create("x", value)]));
}

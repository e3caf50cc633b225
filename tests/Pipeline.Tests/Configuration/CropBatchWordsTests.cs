using VideoDyn.Pipeline.Scheduling.Batching;

namespace VideoDyn.Pipeline.Tests.Configuration;

public class CropBatchWordsTests
{
    private const string Cameras = "model: m.onnx\ncameras: {a: {input: a.mp4}}\n";

    [Fact]
    public void CropBatches_NotAskedFor_AreOff() => Assert.Null(Yaml.Read(Cameras).CropBatches);

    [Theory]
    [InlineData("crop_batches: true", 8, 5)]
    [InlineData("crop_batches: {enabled: true}", 8, 5)]
    [InlineData("crop_batches: {most: 4, wait: 20ms}", 4, 20)]
    [InlineData("crop_batches: {wait: 0}", 8, 0)]
    public void CropBatches_AskedFor_HaveTheirNumbers(string line, int most, int milliseconds) =>
        Assert.Equal(new CropBatchOptions { Most = most, Wait = TimeSpan.FromMilliseconds(milliseconds) }, Yaml.Read(Cameras + line).CropBatches);

    [Theory]
    [InlineData("crop_batches: false")]
    [InlineData("crop_batches: {enabled: false, most: 4}")]
    public void CropBatches_SwitchedOff_AreOff(string line) => Assert.Null(Yaml.Read(Cameras + line).CropBatches);

    [Theory]
    [InlineData("crop_batches: {most: 9}", "found '9', expected a whole number from 2 to 8")]
    [InlineData("crop_batches: {wait: 2s}", "found '2s'")]
    [InlineData("crop_batches: {wiat: 1s}", "did you mean 'wait'?")]
    public void CropBatches_Wrong_SayWhatIsExpected(string line, string expected) =>
        Assert.Contains(expected, Assert.Single(Yaml.Problems(Cameras + line)), StringComparison.Ordinal);
}

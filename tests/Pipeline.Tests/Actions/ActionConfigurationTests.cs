using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Actions;

public sealed class ActionConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Actions_OfACameraAndOfAll_BecomeOptions()
    {
        Directory.CreateDirectory(_folder["clips"]);
        Directory.CreateDirectory(_folder["sequence"]);
        AnalysisOptions options = Read("clip_model: clips", "sequence_model: sequence").ToAnalysisOptions();
        Assert.Equal((_folder["clips"], _folder["sequence"]), (options.ClipModel, options.SequenceModel));
    }

    [Fact]
    public void Actions_FolderThatIsNotThere_IsAnErrorOfItsLine()
    {
        string message = Assert.ThrowsAny<VideoDynException>(() => Read("clip_model: nowhere", "{}")).Message;
        Assert.Contains("the folder 'nowhere' does not exist", message, StringComparison.Ordinal);
    }

    private CameraConfiguration Read(string common, string own)
    {
        File.Copy(SamplePaths.Options.Model, _folder["m.onnx"]);
        File.Copy(SamplePaths.Options.Input, _folder["v.mp4"]);
        File.WriteAllText(_folder["cameras.yaml"], $"""
            model: m.onnx
            actions:
              {common}
            cameras:
              door:
                input: v.mp4
                actions:
                  {own}
            """);
        return Assert.Single(CamerasFile.Read(_folder["cameras.yaml"]).Cameras);
    }
}

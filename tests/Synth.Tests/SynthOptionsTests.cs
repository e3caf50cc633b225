using VideoDyn.Core.Errors;

namespace VideoDyn.Synth.Tests;

public class SynthOptionsTests
{
    [Fact]
    public void Validate_UnknownScene_NamesTheNearest() =>
        Assert.Contains("did you mean 'plaza'?", Message(new SynthOptions { Scene = "plasa" }), StringComparison.Ordinal);

    [Fact]
    public void Validate_SeveralFaults_NamesAll()
    {
        string message = Message(new SynthOptions { Scene = "street", Width = 100, Duration = TimeSpan.Zero, FramesPerSecond = 600 });

        Assert.Contains("width is 100, expected 320 to 1920", message, StringComparison.Ordinal);
        Assert.Contains("duration is 00:00:00", message, StringComparison.Ordinal);
        Assert.Contains("fps is 600, expected 5 to 60", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OddSize_IsRefused() => Assert.Contains("641x384", Message(new SynthOptions { Scene = "street", Width = 641 }), StringComparison.Ordinal);

    [Fact]
    public void Validate_UnknownAction_NamesTheNearest() =>
        Assert.Contains("did you mean 'fall'?", Message(new SynthOptions { Scene = "plaza", Action = "fal" }), StringComparison.Ordinal);

    [Fact]
    public void Validate_ActionInCorridor_IsRefused() =>
        Assert.Contains("expected plaza or street", Message(new SynthOptions { Scene = "corridor", Action = "fall" }), StringComparison.Ordinal);

    [Fact]
    public void SampleClips_AreValid() => Assert.All(SampleClips.All, clip => clip.Options.Validate());

    private static string Message(SynthOptions options)
    {
        var error = Assert.Throws<VideoDynException>(options.Validate);
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        return error.Message;
    }
}

using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Truth;
using VideoDyn.Media.Encoding;
using VideoDyn.Media.Probing;
using VideoDyn.Synth.Actions;
using VideoDyn.Synth.Output;
using VideoDyn.TestKit;

namespace VideoDyn.Synth.Tests.Output;

public class SynthJobTests
{
    [Fact]
    public void Run_WithMasks_WritesVideoTruthEventsAndMasks()
    {
        using var folder = new TemporaryFolder();
        SynthResult result = new SynthJob(Small.Clip("street"), new SynthOutputs { Video = folder["a.mp4"], Masks = true }).Run(null, default);

        Assert.Equal(10, result.Frames);
        Assert.Equal(10, MediaProbe.Probe(folder["a.mp4"], default).Packets);
        IReadOnlyList<MotRecord> truth = MotFile.Read(folder["a.truth.csv"]);
        Assert.Equal(result.Objects, truth.Select(record => record.Id).Distinct().Count());
        Assert.Equal(10, Directory.GetFiles(folder["a.masks"]).Length);
        (int width, int height, byte[] pixels) = GrayPng.Decode(File.ReadAllBytes(Path.Combine(folder["a.masks"], "000003.png")), "mask");
        Assert.Equal((320, 192), (width, height));
        Assert.Contains(pixels, value => value > 0);
        Assert.Contains("\"events\"", File.ReadAllText(folder["a.events.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnwritableOutput_IsAnErrorThatNamesIt()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        var job = new SynthJob(Small.Clip("plaza"), new SynthOutputs { Video = Path.Combine(folder["file"], "a.mp4") });

        var error = Assert.Throws<VideoDynException>(() => job.Run(null, default));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("file/a.mp4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_EveryAction_WritesClipsAndLabels()
    {
        using var folder = new TemporaryFolder();
        SynthOptions options = Small.Clip("plaza");

        Assert.Equal(8, ActionDataset.Make(options, ActionNames.All, 1, folder.Path, null, default));
        string[] lines = File.ReadAllLines(folder["labels.csv"]);
        Assert.Equal(9, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.True(File.Exists(folder[line.Split(',')[0]])));
        Assert.All(ActionNames.All, action => Assert.NotEmpty(MotFile.Read(folder[$"{action}/{action}-0001.truth.csv"])));
    }
}

using System.Text.Json;
using VideoDyn.Evaluation.Truth;
using VideoDyn.TestKit;

namespace VideoDyn.Synth.Tests;

/// <summary>The committed clips are those that the options make.</summary>
public class SampleTests
{
    private static readonly string s_folder = Path.Combine(RepositoryRoot.Path, "samples", "videos");

    public static TheoryData<string> Names => [.. SampleClips.All.Select(clip => clip.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_IsSmallAndBelongsToItsOptions(string name)
    {
        SynthOptions options = SampleClips.All.First(clip => clip.Name == name).Options;
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, name + ".events.json")));

        Assert.InRange(new FileInfo(Path.Combine(s_folder, name + ".mp4")).Length, 10_000, 2_500_000);
        Assert.Equal(options.FrameCount, truth.RootElement.GetProperty("frames").GetInt32());
        Assert.Equal(options.Seed, truth.RootElement.GetProperty("seed").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Truth_OfASample_IsWhatTheRendererSays(string name)
    {
        SynthOptions options = SampleClips.All.First(clip => clip.Name == name).Options;
        ILookup<int, MotRecord> committed = MotFile.Read(Path.Combine(s_folder, name + ".truth.csv")).ToLookup(record => record.Frame - 1);
        var renderer = new SceneRenderer(options);
        foreach (int frame in (int[])[0, options.FrameCount / 3, options.FrameCount - 1])
        {
            renderer.Render(frame);
            Assert.Equal(
                renderer.Truth.Select(item => (item.Id, (int)item.Class, item.Box.X1, item.Box.Y1)),
                committed[frame].Select(record => (record.Id, record.ClassId, record.Left, record.Top)));
        }
    }
}

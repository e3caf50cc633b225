using VideoDyn.Bench.Running;
using VideoDyn.Benchmarks.Blocks;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Synth;
using VideoDyn.Synth.Output;

namespace VideoDyn.Benchmarks.Policies;

/// <summary>The clips that policies are compared on: the real ones, and rendered scenes with one condition at a time.</summary>
internal static class PolicyClips
{
    private static readonly string s_detector = Path.Combine("samples", "models", "detector", "model.onnx");

    private static readonly (string Name, Func<SynthOptions, SynthOptions> Apply)[] s_conditions =
    [
        ("none", options => options),
        ("noise 3", options => options with { Noise = 3 }),
        ("noise 6", options => options with { Noise = 6 }),
        ("rain 0.5", options => options with { Rain = 0.5 }),
        ("flicker 0.1", options => options with { Flicker = 0.1 }),
        ("shake 2 px", options => options with { Shake = 2 }),
        ("pan 10 degrees", options => options with { Pan = 10 }),
        ("ramp to dusk", options => options with { Ramp = true }),
        ("clouds 1", options => options with { Clouds = 1 }),
        ("foliage 0.6", options => options with { Foliage = 0.6 }),
    ];

    /// <summary>The seven real clips, twelve seconds of each.</summary>
    public static IEnumerable<(string Name, BenchOptions Video)> Real() => BlockClip.All.Select(clip => (clip.Name, new BenchOptions
    {
        Input = BenchmarkData.Clip(clip.File),
        Model = BenchmarkData.Model("yolox_nano.onnx"),
        Duration = TimeSpan.FromSeconds(clip.Name == "one-by-one" ? 40 : 12),
    }));

    /// <summary>Twenty seconds of a rendered scene under each condition; rendered when asked for, deleted with the folder.</summary>
    public static IEnumerable<(string Name, BenchOptions Video)> Rendered(string folder)
    {
        foreach (string scene in (string[])["plaza", "street"])
        {
            foreach ((string name, Func<SynthOptions, SynthOptions> apply) in s_conditions)
            {
                string file = Path.Combine(folder, $"{scene}-{name.Replace(' ', '-')}.mp4");
                new SynthJob(apply(new SynthOptions { Scene = scene, FramesPerSecond = 10, Duration = TimeSpan.FromSeconds(20) }), new SynthOutputs { Video = file }).Run(null, default);
                yield return ($"{scene}, {name}", new BenchOptions { Input = file, Model = s_detector });
                File.Delete(file);
            }
        }
    }
}

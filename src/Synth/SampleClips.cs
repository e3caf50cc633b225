namespace VideoDyn.Synth;

/// <summary>The clips of <c>samples/videos</c> and how they are made.</summary>
public static class SampleClips
{
    /// <summary>Name and options of each clip.</summary>
    public static IReadOnlyList<(string Name, SynthOptions Options)> All { get; } =
    [
        ("plaza", new SynthOptions { Scene = "plaza", Seed = 3, Duration = TimeSpan.FromSeconds(60), FramesPerSecond = 10, Idle = 0.5, People = 5, Crf = 25 }),
        ("street", new SynthOptions { Scene = "street", Seed = 5, Duration = TimeSpan.FromSeconds(30), FramesPerSecond = 12, People = 9, Cars = 6, Bicycles = 2, Dogs = 1, Crf = 25 }),
        ("pan", new SynthOptions { Scene = "plaza", Seed = 8, Duration = TimeSpan.FromSeconds(24), FramesPerSecond = 12, Pan = 10, Foliage = 0.4, Crf = 26 }),
        ("dusk", new SynthOptions { Scene = "street", Seed = 11, Duration = TimeSpan.FromSeconds(24), FramesPerSecond = 10, Dusk = 0.85, Noise = 2.2, Cars = 3, People = 6, Crf = 28 }),
    ];
}

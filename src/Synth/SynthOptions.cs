using VideoDyn.Core.Errors;
using VideoDyn.Synth.Actions;
using VideoDyn.Synth.Scenes;

namespace VideoDyn.Synth;

/// <summary>What the sample world shows and how the camera sees it. Equal options give equal pictures on every machine.</summary>
public sealed record SynthOptions
{
    /// <summary>Name of the scene: plaza, street, corridor, aisle, or anywhere, a place that the seed makes up.</summary>
    public required string Scene { get; init; }

    /// <summary>Name of a labelled action to show instead of the scene's own people: walk, run, fall, ...; null for none.</summary>
    public string? Action { get; init; }

    /// <summary>Width of the pictures in pixels, even, 320..1920. Default 640.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Height of the pictures in pixels, even, 180..1080. Default 384.</summary>
    public int Height { get; init; } = 384;

    /// <summary>Pictures per second, 5..60. Default 15.</summary>
    public double FramesPerSecond { get; init; } = 15;

    /// <summary>Length of the clip, above 0, at most an hour. Default 20 s.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Changes who and what appears. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>About how many people are on foot at a time, 0..40; null for the scene's own.</summary>
    public int? People { get; init; }

    /// <summary>About how many cars and vans drive at a time, 0..20; null for the scene's own.</summary>
    public int? Cars { get; init; }

    /// <summary>About how many bicycles ride at a time, 0..10; null for the scene's own.</summary>
    public int? Bicycles { get; init; }

    /// <summary>About how many dogs run at a time, 0..10; null for the scene's own.</summary>
    public int? Dogs { get; init; }

    /// <summary>Factor on all speeds, 0.25..3. Default 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Share of the clip in which nothing moves, 0..0.9. Default 0.</summary>
    public double Idle { get; init; }

    /// <summary>0 day, 1 dusk; the clip starts so. Default 0.</summary>
    public double Dusk { get; init; }

    /// <summary>Let the light go from where it starts to dusk over the clip.</summary>
    public bool Ramp { get; init; }

    /// <summary>Depth of lamps' flicker as the camera's rolling shutter shows it, 0..0.5 of the brightness. Default 0.</summary>
    public double Flicker { get; init; }

    /// <summary>How much passing clouds take from the sun, 0..1. Default 0.</summary>
    public double Clouds { get; init; }

    /// <summary>Rain, 0..1. Default 0.</summary>
    public double Rain { get; init; }

    /// <summary>Standard deviation of sensor noise in luma codes, 0..20. Default 1.2.</summary>
    public double Noise { get; init; } = 1.2;

    /// <summary>Compression as x264's constant rate factor, 0..51. Default 23.</summary>
    public int Crf { get; init; } = 23;

    /// <summary>Reach of camera shake in pixels, 0..20. Default 0.</summary>
    public double Shake { get; init; }

    /// <summary>Reach of a slow pan to either side in degrees, 0..20. Default 0.</summary>
    public double Pan { get; init; }

    /// <summary>How far the camera hangs from the scene's own place, 0..1; where, follows from the seed. Default 0.</summary>
    public double Viewpoint { get; init; }

    /// <summary>Wind that moves leaves, 0..1; 0 keeps them still. Default 0.</summary>
    public double Foliage { get; init; }

    /// <summary>How far frame times leave their regular grid, as a share of the interval, 0..0.9. Default 0.</summary>
    public double Jitter { get; init; }

    /// <summary>How many pictures the clip has.</summary>
    public int FrameCount => (int)Math.Max(1, Math.Floor((Duration.TotalSeconds * FramesPerSecond) + 0.5));

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate()
    {
        var problems = new OptionProblems("synth");
        if (!SceneNames.All.Contains(Scene, StringComparer.Ordinal))
            problems.Add($"scene is '{Scene}', expected {string.Join(", ", SceneNames.All)}{NearestName.Hint(Scene, SceneNames.All)}");
        if (Action is not null && !ActionNames.All.Contains(Action, StringComparer.Ordinal))
            problems.Add($"action is '{Action}', expected {string.Join(", ", ActionNames.All)}{NearestName.Hint(Action, ActionNames.All)}");
        if (Action is not null && Scene is not ("plaza" or "street"))
            problems.Add($"scene is '{Scene}', expected plaza or street for an action");
        problems.Range("width", Width, 320, 1920).Range("height", Height, 180, 1080);
        if (Width % 2 != 0 || Height % 2 != 0)
            problems.Add($"size is {Width}x{Height}, expected even numbers");
        if (!(Duration > TimeSpan.Zero && Duration <= TimeSpan.FromHours(1)))
            problems.Add($"duration is {Duration:c}, expected more than 0 and at most 1 hour");
        problems
            .Range("fps", FramesPerSecond, 5, 60)
            .Range("people", People ?? 0, 0, 40)
            .Range("cars", Cars ?? 0, 0, 20)
            .Range("bicycles", Bicycles ?? 0, 0, 10)
            .Range("dogs", Dogs ?? 0, 0, 10)
            .Range("speed", Speed, 0.25, 3)
            .Range("idle", Idle, 0, 0.9)
            .Range("dusk", Dusk, 0, 1)
            .Range("flicker", Flicker, 0, 0.5)
            .Range("clouds", Clouds, 0, 1)
            .Range("rain", Rain, 0, 1)
            .Range("noise", Noise, 0, 20)
            .Range("crf", Crf, 0, 51)
            .Range("shake", Shake, 0, 20)
            .Range("pan", Pan, 0, 20)
            .Range("viewpoint", Viewpoint, 0, 1)
            .Range("foliage", Foliage, 0, 1)
            .Range("jitter", Jitter, 0, 0.9)
            .Throw();
    }
}

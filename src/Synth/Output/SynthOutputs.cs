namespace VideoDyn.Synth.Output;

/// <summary>Which files a clip gets. Truth and events stand beside the video under its name.</summary>
public sealed record SynthOutputs
{
    /// <summary>Path of the video, ending in .mp4. <c>NAME.truth.csv</c> and <c>NAME.events.json</c> are written beside it.</summary>
    public required string Video { get; init; }

    /// <summary>Also write <c>NAME.masks/FRAME.png</c>: the class of each pixel, 0 for scenery.</summary>
    public bool Masks { get; init; }

    internal string Beside(string ending) => Path.ChangeExtension(Video, null) + ending;
}

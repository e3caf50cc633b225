namespace VideoDyn.Core.Plans;

/// <summary>One named way to process a stream. Values are the literal strings of the command line.</summary>
public sealed record Plan
{
    /// <summary>Name in reports.</summary>
    public string Name { get; init; } = "dense";

    /// <summary>The gate, e.g. <c>all</c> or <c>every-n:5</c>.</summary>
    public string Gate { get; init; } = "all";

    /// <summary>The region policy, e.g. <c>dense</c>.</summary>
    public string Region { get; init; } = "dense";

    /// <summary>How block masks travel through the layers; empty where the region policy has no blocks.</summary>
    public string MaskRule { get; init; } = "";

    /// <summary>The early-exit rule; empty for none.</summary>
    public string Exit { get; init; } = "";

    /// <summary>Path of the model file.</summary>
    public string Model { get; init; } = "";

    /// <summary>Path of that model's card; empty to look for it as a run does.</summary>
    public string Card { get; init; } = "";

    /// <summary>Model input as <c>WIDTHxHEIGHT</c>; empty for the model's own size.</summary>
    public string InputSize { get; init; } = "";

    /// <summary>Threads for inference, at least 1.</summary>
    public int Threads { get; init; } = 1;
}

namespace VideoDyn.Pipeline.Configuration;

/// <summary>How a configuration file is read.</summary>
public sealed record ConfigurationReadOptions
{
    /// <summary>Whether models, cards, labels and video files that are named must exist. Default true.</summary>
    public bool CheckFiles { get; init; } = true;

    /// <summary>Tells the value of an environment variable, or null when it is not set. Default the environment of this process.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}

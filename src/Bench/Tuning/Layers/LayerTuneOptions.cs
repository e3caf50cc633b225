using VideoDyn.Bench.Running;

namespace VideoDyn.Bench.Tuning.Layers;

/// <summary>What thresholds of layers must keep, and on which video they are looked for.</summary>
public sealed record LayerTuneOptions
{
    /// <summary>The videos with model and agreement rule; their plans are not used, and no labels are needed.</summary>
    public required IReadOnlyList<BenchOptions> Videos { get; init; }

    /// <summary>Greatest loss of agreement, above 0, below 1. Default 0.01.</summary>
    public double MaxLoss { get; init; } = 0.01;

    /// <summary>Neighbouring layers that get one threshold: fewer are finer and take longer. Default 4, range 1 to 1000.</summary>
    public int Together { get; init; } = 4;

    /// <summary>Most bytes of frames that are kept in memory. Default 2 GiB.</summary>
    public long Room { get; init; } = 2L << 30;

    /// <summary>Every error that can be told without opening a file.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> errors = [.. Videos.SelectMany(video => video.Validate()).Distinct()];
        if (Videos.Count == 0)
            errors.Add("no video is named");
        if (!(MaxLoss is > 0 and < 1))
            errors.Add(FormattableString.Invariant($"--max-loss is {MaxLoss}, expected a share above 0 and below 1, e.g. 1%"));
        if (Together is < 1 or > 1000)
            errors.Add(FormattableString.Invariant($"--together is {Together}, expected 1 to 1000 layers"));
        return errors;
    }
}

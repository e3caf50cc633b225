using VideoDyn.Inference.Cards;

namespace VideoDyn.Temporal.Sequences;

/// <summary>What <c>sequence.yaml</c> says; docs/clip-models.md describes every key.</summary>
public sealed record SequenceModel
{
    /// <summary>Path of the folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Name of the folder, for events and summaries.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>Steps per second of stream time.</summary>
    public required double StepsPerSecond { get; init; }

    /// <summary>Most steps from one look to the next, at least 1.</summary>
    public required int MostSteps { get; init; }

    /// <summary>Names of the classes.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Classes whose begin is no event.</summary>
    public IReadOnlyList<string> Background { get; init; } = [];

    /// <summary>A label whose score is lower is not told, 0..1.</summary>
    public float Report { get; init; } = 0.5f;

    /// <summary>Looks that a new label must last before it is told, at least 1.</summary>
    public int Hold { get; init; } = 1;

    /// <summary>Look early when this share of the picture has changed since the last look, 0..1; 0 for never.</summary>
    public float Wake { get; init; } = 0.15f;

    /// <summary>When and how much of the state is renewed.</summary>
    public required SequenceUpdate Update { get; init; }

    /// <summary>With <see cref="SequenceUpdate.Partial"/>: the units that are always renewed.</summary>
    public int PartialUnits { get; init; }

    /// <summary>With <see cref="SequenceUpdate.Partial"/>: all units are renewed when the small network gives at least this, 0..1.</summary>
    public float PartialThreshold { get; init; } = 0.5f;

    /// <summary>With <see cref="SequenceUpdate.Clocked"/>: the groups by rising period, each a multiple of the one before.</summary>
    public IReadOnlyList<UnitGroup> Groups { get; init; } = [];

    /// <summary>How pictures go in.</summary>
    public CardInput Input { get; init; } = new();
}

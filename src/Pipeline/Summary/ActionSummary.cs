namespace VideoDyn.Pipeline.Summary;

/// <summary>What a clip or sequence model did and recognised.</summary>
public sealed record ActionSummary
{
    /// <summary><c>clip</c> or <c>sequence</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the model's folder.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 over the hashes of its ONNX files, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Frames that would be looked at without exits and skips.</summary>
    public required long Frames { get; init; }

    /// <summary>Frames that were looked at.</summary>
    public required long FramesUsed { get; init; }

    /// <summary>Runs of the network that sees pictures; clips that overlap share them.</summary>
    public required long Runs { get; init; }

    /// <summary>Multiply-accumulates executed.</summary>
    public required long Macs { get; init; }

    /// <summary>What became of the clips; null for a sequence.</summary>
    public ClipSummary? Clips { get; init; }

    /// <summary>What became of the steps; null for clips.</summary>
    public SequenceSummary? Sequence { get; init; }

    /// <summary>How often each label came.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>Seconds of stream time by label; clips that overlap count each.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }

    /// <summary>Labels over time, oldest first; at most 1000.</summary>
    public required IReadOnlyList<ActionSpan> Spans { get; init; }

    /// <summary>Whether there were more labels than are listed.</summary>
    public required bool Truncated { get; init; }
}

/// <summary>What became of the clips of a stream.</summary>
/// <param name="Answered">Clips with an answer.</param>
/// <param name="Idle">Clips that nothing triggered.</param>
/// <param name="CutOff">Clips cut off by the end of the stream or a break in it.</param>
/// <param name="Exits">Answered clips by why no further frame was looked at.</param>
public sealed record ClipSummary(long Answered, long Idle, long CutOff, IReadOnlyDictionary<string, long> Exits);

/// <summary>What became of the steps of a sequence.</summary>
/// <param name="Steps">Steps that the stream gave.</param>
/// <param name="Updates">Steps at which the network looked.</param>
/// <param name="PartialUpdates">Updates of only the first units of the state.</param>
/// <param name="Wakes">Updates that came early because the picture had changed.</param>
/// <param name="Cuts">Scene cuts, at which the state began anew.</param>
public sealed record SequenceSummary(long Steps, long Updates, long PartialUpdates, long Wakes, long Cuts);

/// <summary>A label that held for some time.</summary>
/// <param name="Label">The label.</param>
/// <param name="Start">Stream time in seconds.</param>
/// <param name="End">Stream time in seconds.</param>
/// <param name="Score">Score when it was told, 0..1.</param>
public sealed record ActionSpan(string Label, double Start, double End, double Score);

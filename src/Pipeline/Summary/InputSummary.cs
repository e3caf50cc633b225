using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Recording;
using VideoDyn.Spatial.Crops;
using VideoDyn.Spatial.Crops.Costs;

namespace VideoDyn.Pipeline.Summary;

/// <summary>What happened to one input.</summary>
public sealed record InputSummary
{
    /// <summary>Name in events.</summary>
    public required string Name { get; init; }

    /// <summary>Where it came from, with secrets removed.</summary>
    public required string Location { get; init; }

    /// <summary><c>done</c>, <c>interrupted</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>What went wrong without ending the run; null when nothing did.</summary>
    public string? Warning { get; init; }

    /// <summary>What the dynamics want people to know, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The stream; null when it could not be opened.</summary>
    public StreamSummary? Stream { get; init; }

    /// <summary>The model; null when it could not be opened.</summary>
    public ModelSummary? Model { get; init; }

    /// <summary>The frame account; null when nothing was opened.</summary>
    public LedgerSnapshot? Ledger { get; init; }

    /// <summary>
    /// Frames by outcome (<c>analyzed</c>, <c>reused</c>, <c>skipped</c>) and by the gate's reason; an unconditional analysis
    /// has the reason <c>all</c>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Decisions { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, long>>();

    /// <summary>The time it took; null when nothing was opened.</summary>
    public TimeSummary? Time { get; init; }

    /// <summary>What was computed; null when nothing was opened.</summary>
    public WorkSummary? Work { get; init; }

    /// <summary>What <c>--region crops</c> looked at; null for other regions.</summary>
    public CropSummary? Crops { get; init; }

    /// <summary>Times that <c>--region auto</c> went by; null where it went by multiply-accumulates.</summary>
    public AnalysisCosts? Costs { get; init; }

    /// <summary>Pictures and clips of events; null when none were asked for.</summary>
    public RecordingCounts? Recorded { get; init; }

    /// <summary>Detections in analyzed frames by class name.</summary>
    public IReadOnlyDictionary<string, long> Objects { get; init; } = new Dictionary<string, long>();

    /// <summary>Different tracked objects by class name; empty without a tracker.</summary>
    public IReadOnlyDictionary<string, long> Tracks { get; init; } = new Dictionary<string, long>();

    /// <summary>Tracked objects by the label that <c>--classify</c> put first when it last looked; empty without it.</summary>
    public IReadOnlyDictionary<string, long> TrackLabels { get; init; } = new Dictionary<string, long>();

    /// <summary>The network that looked at tracked objects; null without one.</summary>
    public ClassifierSummary? Classifier { get; init; }

    /// <summary>Analyzed frames by the class that a classifier put first.</summary>
    public IReadOnlyDictionary<string, long> Labels { get; init; } = new Dictionary<string, long>();

    /// <summary>Mean share of the picture that each class covers in analyzed frames, 0..1; filled by segmenters.</summary>
    public IReadOnlyDictionary<string, double> Segments { get; init; } = new Dictionary<string, double>();

    /// <summary>What clip and sequence models did and recognised; empty without them.</summary>
    public IReadOnlyList<ActionSummary> Actions { get; init; } = [];

    /// <summary>How far what was published agrees with dense on audited frames; null without audits.</summary>
    public AuditSummary? Audit { get; init; }

    /// <summary>Events published.</summary>
    public long Events { get; init; }

    /// <summary>File names of the outputs, relative to the summary.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

/// <summary>The stream that was read.</summary>
/// <param name="Container">Container as FFmpeg calls it.</param>
/// <param name="Codec">Codec as FFmpeg calls it.</param>
/// <param name="Width">Width as shown, in pixels.</param>
/// <param name="Height">Height as shown, in pixels.</param>
/// <param name="FrameRate">Average frames per second.</param>
/// <param name="Rotation">Degrees clockwise that were applied.</param>
public sealed record StreamSummary(string Container, string Codec, int Width, int Height, double FrameRate, int Rotation);

/// <summary>The model that ran.</summary>
/// <param name="File">File name.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal.</param>
/// <param name="Head">Name of the output head.</param>
/// <param name="InputWidth">Input width in pixels.</param>
/// <param name="InputHeight">Input height in pixels.</param>
/// <param name="DenseMacs">Multiply-accumulates of one dense run.</param>
public sealed record ModelSummary(string File, string Sha256, string Head, int InputWidth, int InputHeight, long DenseMacs);

/// <summary>The network that looked at tracked objects.</summary>
/// <param name="File">File name.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal.</param>
/// <param name="DenseMacs">Multiply-accumulates of one crop.</param>
/// <param name="Crops">Crops that went through it.</param>
/// <param name="Postponed">How often an object had to wait for a later frame because too many were due.</param>
public sealed record ClassifierSummary(string File, string Sha256, long DenseMacs, long Crops, long Postponed);

/// <summary>The time it took, in seconds. Processor time is that of the whole process, all threads.</summary>
/// <param name="Stream">Stream time covered.</param>
/// <param name="Wall">Wall-clock time.</param>
/// <param name="Cpu">Processor time.</param>
/// <param name="Stages">By stage; they sum up to the totals.</param>
public sealed record TimeSummary(double Stream, double Wall, double Cpu, IReadOnlyDictionary<string, StageTime> Stages);

/// <summary>The time of one stage, in seconds.</summary>
/// <param name="Wall">Wall-clock time.</param>
/// <param name="Cpu">Processor time.</param>
public sealed record StageTime(double Wall, double Cpu);

/// <summary>What was computed.</summary>
/// <param name="Macs">Multiply-accumulates executed.</param>
/// <param name="ExecutedShare">Mean share of the dense work over analyzed frames, 0..1.</param>
/// <param name="FullPasses">Analyzed frames in which every pixel was computed.</param>
/// <param name="FramesWithObjects">Analyzed frames that show an object.</param>
/// <param name="TruncatedFrames">Analyzed frames in which a cap cut candidates off.</param>
/// <param name="MalformedCandidates">Candidates dropped because they were not finite or empty.</param>
public sealed record WorkSummary(
    long Macs, double ExecutedShare, long FullPasses, long FramesWithObjects, long TruncatedFrames, long MalformedCandidates);

/// <summary>What crops were taken.</summary>
/// <param name="PerFrame">Mean number of crops per analyzed frame.</param>
/// <param name="PixelShare">Mean share of the frame's pixels in crops; pixels in two crops count twice.</param>
/// <param name="WholeViews">Analyzed frames of which the network also saw the whole frame.</param>
/// <param name="ByReason">Crops of all frames by their first reason: <c>track</c>, <c>change</c>, <c>prior</c>, <c>scan</c>.</param>
/// <param name="Unseen">Followed objects and changes that the cap left out.</param>
public sealed record CropSummary(double PerFrame, double PixelShare, long WholeViews, IReadOnlyDictionary<string, long> ByReason, long Unseen)
{
    internal static CropSummary? Of(CropTotals? totals) => totals is null ? null : new CropSummary(
        Math.Round((double)totals.AllCrops / Math.Max(1, totals.Frames), 4),
        Math.Round(totals.PixelShareSum / Math.Max(1, totals.Frames), 5),
        totals.WholeViews,
        Enum.GetValues<CropReason>().ToDictionary(reason => reason.ToString().ToLowerInvariant(), totals.Crops),
        totals.Unseen);
}

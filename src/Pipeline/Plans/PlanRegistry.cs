using System.Globalization;
using System.Text.Json;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Temporal.Gates;
using VideoDyn.Temporal.Gates.Composite;
using VideoDyn.Temporal.Gates.Events;
using VideoDyn.Temporal.Gates.Motion;
using VideoDyn.Temporal.Gates.Recorded;
using VideoDyn.Temporal.Sequences;

namespace VideoDyn.Pipeline.Plans;

/// <summary>The gates and region policies that exist, by their names on the command line.</summary>
public static class PlanRegistry
{
    /// <summary>Every gate, in the order of help.</summary>
    public static IReadOnlyList<GateEntry> Gates { get; } =
    [
        new("all", "", "analyze every frame", argument => NoArgument(argument, new AllGate())),
        new("every-n", "N", "analyze every N-th frame, skip the rest", argument => new EveryNGate(PositiveInteger(argument))),
        new("motion", "OPTION=VALUE,...", "analyze frames that differ from a running average, let the last result stand else", Motion),
        new("change", "OPTION=VALUE,...", "analyze when tracked objects or what changed beside them is likely to be published wrong; options: loss, max-age, confirm, share, events, motion, match", GateFactories.Change),
        new("adaptive", "AGREEMENT,OPTION=VALUE,...", "change with a loss that is moved until audits find this agreement with dense, e.g. adaptive:0.95; options: those of change", GateFactories.Adaptive),
        new("events", "", "analyze the frame after a followed object is expected to have crossed a line or the edge of a zone; for any(...)", argument => NoArgument(argument, new EventsGate())),
        new("skip-rnn", "DIR", "a sequence model says after each look how long nothing needs to be looked at", argument => argument.Length > 0 ? new SkipRnnGate(argument, new FrameTensorizer()) : throw new FormatException("expects the folder of a sequence model")),
        new("recorded", "FILE", "decide as a decisions file says, which bench --decisions writes", argument => new RecordedGate(DecisionRecording.Read(argument.Length > 0 ? argument : throw new FormatException("expects the path of a decisions file")))),
    ];

    /// <summary>Every region policy, in the order of help.</summary>
    public static IReadOnlyList<RegionEntry> Regions { get; } =
    [
        new("dense", "", "every pixel, by ONNX Runtime", argument => argument.Length == 0
            ? new RegionFactory((options, tensorizer) => ModelAnalyzer.Load(options, tensorizer), analyzer => new DenseRegion(analyzer.Info.Input)) { IsStateless = true }
            : throw new FormatException($"takes no argument, found '{argument}'")),
        new("blocks", "POLICY", "only blocks that changed, by the block engine; policies: change, online, all, none, random, recorded", BlockRegionFactory.Parse),
        new("crops", "OPTION=VALUE,...", "parts of the full-resolution frame around tracks, changes and learned places, and the whole frame now and then; options: max, budget, spare, whole, mosaic, sizes, margin, detail, refresh, share, dead-zone, recheck, prior, scan, half-life, keep", CropRegionFactory.Parse),
        new("auto", "OPTION=VALUE,...", "frame by frame every pixel, the blocks that changed, or crops, by predicted benefit and cost; options: price, max, budget, detail, refresh, keep, costs", AutoRegionFactory.Parse),
        new("zoom", "OPTION=VALUE,...", "the whole frame, with more room for the rows and columns of tracks and changes; options: most, share, spread, every", ZoomRegionFactory.Parse),
        new("tiles", "OPTION=VALUE,...", "the whole frame at full resolution in overlapping tiles, all of them, or those that changed, or (blocks=on) the blocks of each that changed; options: overlap, whole, blocks, still, share, dead-zone, stray, move, large, refresh, settle, block, rule, break-even", TileRegionFactory.Parse),
        new("motion-crops", "OPTION=VALUE,...", "squares around clusters of motion, one at a time, to compare with; options: max, growth, cells, share, dead-zone, recheck, refresh, keep", MotionCropRegionFactory.Parse),
    ];

    /// <summary>Makes the gate of a plan for one stream.</summary>
    /// <param name="gate">Name and argument, e.g. <c>every-n:5</c>; or several, <c>any(change+every-n:30)</c>, <c>all(change+motion)</c>.</param>
    /// <exception cref="VideoDynException">Unknown name or wrong argument (kind Configuration).</exception>
    public static IGate CreateGate(string gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        if (CompositeText.TryParse(gate, out IReadOnlyList<string> parts, out bool needsAll))
            return new CompositeGate([.. parts.Select(Part)], needsAll);
        (string name, string argument) = Split(gate);
        GateEntry? entry = Gates.FirstOrDefault(entry => entry.Name == name);
        if (entry is null)
        {
            string known = string.Join(", ", Gates.Select(entry => entry.Syntax));
            throw VideoDynException.Configuration($"gate '{name}' is unknown; known gates: {known}{NearestName.Hint(name, Gates.Select(entry => entry.Name))}");
        }

        try
        {
            return entry.Create(argument);
        }
        catch (FormatException error)
        {
            throw VideoDynException.Configuration($"gate '{gate}': {error.Message}; the form is {entry.Syntax}", error);
        }
    }

    /// <summary>Checks the gate of a plan without keeping it.</summary>
    /// <param name="gate">Name and argument, e.g. <c>every-n:5</c>.</param>
    /// <exception cref="VideoDynException">Unknown name, wrong argument, or a file that cannot be used.</exception>
    public static void CheckGate(string gate) => (CreateGate(gate) as IDisposable)?.Dispose();

    /// <summary>The parts of a region policy.</summary>
    /// <param name="region">Name and argument, e.g. <c>blocks:change</c>.</param>
    /// <exception cref="VideoDynException">Unknown name or wrong argument (kind Configuration).</exception>
    public static RegionFactory ParseRegion(string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        (string name, string argument) = Split(region);
        RegionEntry? entry = Regions.FirstOrDefault(entry => entry.Name == name);
        if (entry is null)
        {
            string known = string.Join(", ", Regions.Select(entry => entry.Syntax));
            throw VideoDynException.Configuration($"region '{name}' is unknown; known regions: {known}{NearestName.Hint(name, Regions.Select(entry => entry.Name))}");
        }

        try
        {
            return entry.Parse(argument);
        }
        catch (FormatException error)
        {
            throw VideoDynException.Configuration($"region '{region}': {error.Message}; the form is {entry.Syntax}", error);
        }
    }

    /// <summary>Adds areas to ignore to a region policy.</summary>
    /// <param name="region">Name and argument; <c>blocks</c> or <c>blocks:change</c> with or without options.</param>
    /// <param name="polygons">Each with corners <c>x,y</c> in shares of the frame, blanks between; none leaves the region as it is.</param>
    /// <returns>The region with a <c>mask</c>.</returns>
    /// <exception cref="VideoDynException">The region looks at no blocks by their change (kind Configuration).</exception>
    public static string Masked(string region, IReadOnlyList<string> polygons)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(polygons);
        if (polygons.Count == 0)
            return region;
        (string name, string argument) = Split(region);
        string policy = argument.Length == 0 ? "change" : argument;
        if (name != "blocks" || policy.Split(',')[0] != "change")
            throw VideoDynException.Configuration($"--mask leaves out areas of --region blocks:change, the region is '{region}'");
        return $"{name}:{policy},mask={MaskText.Join(polygons)}";
    }

    // Its memory belongs to the stream's state store, which knows gates that stand alone.
    private static IGate Part(string gate)
    {
        IGate part = CreateGate(gate);
        if (part is not (IDisposable or IStateful))
            return part;
        (part as IDisposable)?.Dispose();
        throw VideoDynException.Configuration($"gate '{gate}' keeps a memory of its own and cannot stand inside any(...) or all(...): use it alone");
    }

    private static (string Name, string Argument) Split(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
    }

    private static MotionGate Motion(string argument)
    {
        var given = new PlanArguments(argument, "threshold", "contour_area", "frame_alpha", "frame_height", "lightning_threshold");
        MotionOptions standard = MotionOptions.Default;
        try
        {
            return new MotionGate(new MotionOptions
            {
                Threshold = given.Whole("threshold", standard.Threshold),
                ContourArea = given.Number("contour_area", standard.ContourArea),
                FrameAlpha = given.Number("frame_alpha", standard.FrameAlpha),
                FrameHeight = given.Whole("frame_height", standard.FrameHeight),
                LightningThreshold = given.Number("lightning_threshold", standard.LightningThreshold),
            });
        }
        catch (ArgumentOutOfRangeException error)
        {
            string name = JsonNamingPolicy.SnakeCaseLower.ConvertName(error.ParamName!);
            throw new FormatException($"{name} {error.Message.Split(" (")[0]}, found {Convert.ToString(error.ActualValue, CultureInfo.InvariantCulture)}");
        }
    }

    private static IGate NoArgument(string argument, IGate gate) =>
        argument.Length == 0 ? gate : throw new FormatException($"takes no argument, found '{argument}'");

    private static int PositiveInteger(string argument) =>
        int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1
            ? value
            : throw new FormatException($"expects a whole number of at least 1, found '{argument}'");
}

using VideoDyn.Spatial.Engine.Execution.Operations;
using VideoDyn.Spatial.Engine.Planning.Activity;
using VideoDyn.Spatial.Engine.Planning.Layout;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>
/// What moves in the maps of one stream, for the mask rule that lets layers withhold small changes: every operation computes
/// into scratch memory, and only what moved enough goes into the map and on to the next layers.
/// </summary>
/// <remarks>
/// Source: the idea of Parger et al., "DeltaCNN", CVPR 2022, and of event networks, with the map itself as the reference: it
/// holds what was propagated last, so that no difference has to be accumulated and none is lost.
/// </remarks>
/// <param name="results">Buffer of the scratch memory.</param>
/// <param name="thresholds">By what share of its layer's deviation a pixel must move.</param>
internal sealed class Propagation(int results, ThresholdTable thresholds)
{
    private readonly Dictionary<Step, ChangeMap> _changes = [];
    private readonly Dictionary<Step, LayerScale> _scales = [];
    private readonly Dictionary<Step, Shortcut> _shortcuts = [];

    /// <summary>Buffer of the scratch memory.</summary>
    public int Results => results;

    /// <summary>The pixels of a set that is found while a frame is computed.</summary>
    public FollowedSpans Spans(ActiveSet set)
    {
        IEnumerable<Following> sources = set.Executed is { } step
            ? step.Inputs.SelectMany((input, number) => Follow(input.Step, ActiveSets.Link(step, number)))
            : Follow(set.MovedOf!, ActiveSet.Self(set.Level));
        return new FollowedSpans(set, [.. sources]);
    }

    /// <summary>What goes before a step: it finds the pixels to compute.</summary>
    public Operation Before(Step step, Binding binding) => new FollowOperation(
        binding.Lists, step.Active!.Executed is null ? null : (FollowedSpans)binding.Spans(step.Active), step is CopyStep ? null : Changes(step), step is CopyStep ? null : Scale(step), ShortcutOf(step))
    { Name = step.Name + " (active)" };

    /// <summary>What goes before a reader of the pixels that moved.</summary>
    public static Operation BeforeReader(Step read, Binding binding) =>
        new FollowOperation(binding.Lists, (FollowedSpans)binding.Spans(read.Moved!), null, null, null) { Name = read.Name + " (moved)" };

    /// <summary>What goes behind a step: it takes over what moved, where the step's own operation does not.</summary>
    public unsafe Operation Behind(Step step, Binding binding, int list)
    {
        Region region = step.Region!;
        return new CommitOperation(
            binding.Target(region), TakeoverOf(step, binding), Counted(region), WayOf(step), ShortcutOf(step), binding.Spans(step.Active!), binding.Lists, list)
        { Name = step.Name + " (moved)" };
    }

    /// <summary>A step's operation: straight into its map, into scratch memory, or comparing piece by piece.</summary>
    /// <param name="step">The step.</param>
    /// <param name="operation">Binds it.</param>
    /// <param name="binding">The stream.</param>
    /// <param name="list">List of the computed pixels.</param>
    public Operation Execute(Step step, Func<Binding, Operation> operation, Binding binding, int list)
    {
        if (step is InputStep)
        {
            var input = (InputOperation)operation(binding.Direct);
            input.Takeover = TakeoverOf(step, binding);
            return input;
        }

        if (ShortcutOf(step) is not { } shortcut)
            return operation(binding);
        Operation direct = operation(binding.Direct);
        if (WayOf(step) == CommitWay.Behind)
            return new ShortcutOperation(direct, operation(binding), shortcut) { Name = step.Name };
        Operation made = operation(binding.ToFresh);
        var taking = new TakingOperation(made, (IRangedOperation)made, TakeoverOf(step, binding), shortcut, binding.Lists, list) { Name = step.Name };
        return new ShortcutOperation(direct, taking, shortcut) { Name = step.Name };
    }

    // Convolutions of several parts make a pixel in several units, or from several lists; running sums have one operation.
    private static CommitWay WayOf(Step step) => step switch
    {
        ConvolutionStep { IsDepthwise: false } convolution when convolution.Groups > 1 || convolution.IsTransposed => CommitWay.Behind,
        InputStep or ConvolutionStep or ElementwiseStep or PoolStep or ResizeStep => CommitWay.Inside,
        _ => CommitWay.Behind,
    };

    private unsafe Takeover TakeoverOf(Step step, Binding binding)
    {
        Region region = step.Region!;
        return new Takeover(binding.Map(region), region.Root.Stride, region.Span, thresholds.Of(step.Name), Scale(step), Changes(step));
    }

    // The picture and running sums have one operation for the whole stream.
    private Shortcut? ShortcutOf(Step step)
    {
        if (step is InputStep or GlobalMeanStep or CopyStep)
            return null;
        if (!_shortcuts.TryGetValue(step, out Shortcut? shortcut))
            _shortcuts.Add(step, shortcut = new Shortcut(thresholds.Of(step.Name)));
        return shortcut;
    }

    // Channels that lie scattered among padding are rare; there the padding counts.
    private static int Counted(Region region) =>
        region.Positions.AsSpan().SequenceEqual(Enumerable.Range(0, region.Positions.Length).ToArray()) ? region.Positions.Length : region.Span;

    // Parts of a concatenation are written by those who make them; a copy moves where its source does.
    private IEnumerable<Following> Follow(Step source, ActiveSet link) => source switch
    {
        ConcatStep => source.Inputs.SelectMany(part => Follow(part.Step, link)),
        CopyStep => Follow(source.Inputs[0].Step, link),
        _ => [new Following(Changes(source), link, source.Level.Width)],
    };

    private ChangeMap Changes(Step step)
    {
        if (!_changes.TryGetValue(step, out ChangeMap? changes))
            _changes.Add(step, changes = new ChangeMap(step.Level));
        return changes;
    }

    private LayerScale Scale(Step step)
    {
        if (!_scales.TryGetValue(step, out LayerScale? scale))
            _scales.Add(step, scale = new LayerScale((step.Level.Pixels / CommitOperation.Pixels) + 1));
        return scale;
    }
}

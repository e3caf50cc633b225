using VideoDyn.Spatial.Engine.Kernels;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Layout;

/// <summary>
/// Gives each step its region: concatenations by placement, sums in the layout of their residual, everything else in the
/// layout of its input. A copy is only added where a view is too scattered for its reader.
/// </summary>
internal sealed class RegionPlanner
{
    private readonly List<Step> _planned = [];

    private RegionPlanner()
    {
    }

    /// <summary>Plans all regions.</summary>
    /// <returns>The steps to execute, copies included and concatenations that need no work left out.</returns>
    public static List<Step> Run(IEnumerable<Step> steps)
    {
        var planner = new RegionPlanner();
        foreach (Step step in steps)
            planner.Add(step);
        return planner._planned;
    }

    /// <summary>Position of each channel of a source in the map that holds it.</summary>
    public static int[] Positions(Source source)
    {
        Region region = source.Step.Region!;
        return [.. source.Channels.Select(channel => region.RootOffset + region.Positions[channel])];
    }

    private static int[] Local(Source source) => [.. source.Channels.Select(channel => source.Step.Region!.Positions[channel])];

    private static int RoundUp(int channels) =>
        (channels + KernelSet.BlockChannels - 1) / KernelSet.BlockChannels * KernelSet.BlockChannels;

    private static int[] Ascending(int count) => [.. Enumerable.Range(0, count)];

    private static Region Fresh(Step step) => new(step.Level, Ascending(step.Channels), RoundUp(step.Channels));

    private void Add(Step step)
    {
        switch (step)
        {
            case InputStep input:
                input.Region = new Region(step.Level, Ascending(step.Channels), step.Channels);
                break;
            case ConcatStep:
                Concat(step);
                return;
            case ConvolutionStep convolution:
                Convolution(convolution);
                break;
            default:
                Inherit(step);
                break;
        }

        _planned.Add(step);
    }

    private void Convolution(ConvolutionStep step)
    {
        if (step.HasResidual)
        {
            Compact(step, 1);
            step.Region = Like(step.Inputs[1], step.Level);
            if (step.Inner is not null)
                Compact(step, 0);
        }
        else if (step.IsDepthwise)
        {
            Inherit(step);
        }
        else
        {
            if (step.Inner is not null)
                Compact(step, 0);

            // Groups that are not whole blocks write past their end, which the next group repairs; the last has room.
            bool overlaps = step.Groups > 1 && step.Channels / step.Groups % KernelSet.BlockChannels != 0;
            step.Region = overlaps
                ? new Region(step.Level, Ascending(step.Channels), RoundUp(step.Channels) + KernelSet.BlockChannels)
                : Fresh(step);
        }
    }

    private void Inherit(Step step)
    {
        if (step is CopyStep)
            return;

        // The operand of the step's own size leads; one of a single pixel follows.
        int leader = step.Inputs.FindIndex(input => input.Step.Level == step.Level);
        leader = Math.Max(leader, 0);
        Compact(step, leader);
        step.Region = Like(step.Inputs[leader], step.Level);
        for (int i = 0; i < step.Inputs.Count; i++)
        {
            if (i != leader && !SameLayout(step.Inputs[i], step.Region.Positions))
                step.Inputs[i] = Copied(step.Inputs[i], step.Region.Positions, step.Region.Span);
        }
    }

    private void Concat(Step step)
    {
        var regions = new List<Region>();
        foreach (Source input in step.Inputs)
        {
            bool canPlace = input.IsWhole && input.Step is not InputStep && input.Step.Region!.Parent is null && !regions.Contains(input.Step.Region);
            Source part = canPlace ? input : Copied(input, Ascending(input.Channels.Length), RoundUp(input.Channels.Length));
            regions.Add(part.Step.Region!);
        }

        var positions = new List<int>();
        var offsets = new List<int>();
        int offset = 0;
        foreach (Region region in regions)
        {
            positions.AddRange(region.Positions.Select(position => position + offset));
            offsets.Add(offset);
            offset += region.Span;
        }

        step.Region = new Region(step.Level, [.. positions], offset);
        for (int i = 0; i < regions.Count; i++)
            regions[i].Place(step.Region, offsets[i]);
    }

    // Kernels that work on whole registers read a view from its first to its last position, so it must not be scattered.
    private void Compact(Step step, int input)
    {
        Source source = step.Inputs[input];
        int[] local = Local(source);
        int span = RoundUp(local.Max() - local.Min() + 1), least = RoundUp(source.Channels.Length);
        if (span > least + Math.Max(KernelSet.BlockChannels, least / 2) || local.Distinct().Count() != local.Length)
            step.Inputs[input] = Copied(source, Ascending(source.Channels.Length), least);
    }

    private Source Copied(Source source, int[] positions, int span)
    {
        var copy = new CopyStep(source.Step.Name + " (copy)", source.Step.Level, source.Channels.Length)
        {
            Region = new Region(source.Step.Level, positions, span),
        };
        copy.Inputs.Add(source);
        _planned.Add(copy);
        return Source.Of(copy);
    }

    private static Region Like(Source source, Level level)
    {
        int[] local = Local(source);
        int first = local.Min();
        return new Region(level, [.. local.Select(position => position - first)], RoundUp(local.Max() - first + 1));
    }

    private static bool SameLayout(Source source, int[] positions)
    {
        int[] local = Local(source);
        int first = local.Min();
        return local.Length == positions.Length && local.Zip(positions).All(pair => pair.First - first == pair.Second);
    }
}

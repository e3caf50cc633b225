using VideoDyn.Spatial.Engine.Planning.Layout;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Activity;

/// <summary>
/// Which maps are computed at half resolution in blocks that ask for it: every other pixel in each direction, whose result then
/// stands for its neighbours to the right and below.
/// </summary>
/// <param name="blockSize">Side of a block in input pixels.</param>
/// <param name="stride">Most input pixels from one pixel of such a map to the next.</param>
internal sealed class HalfMaps(int blockSize, int stride)
{
    /// <summary>Whether a step's map is one of them.</summary>
    public bool Covers(Step step) => step switch
    {
        InputStep or ConvolutionStep { IsTransposed: true } => false,
        CopyStep or ConcatStep => step.Inputs.All(input => input.Step.Active!.IsHalved),
        _ => Covers(step.Level),
    };

    /// <summary>
    /// Whether the results of a step must be copied to the pixels they stand for, because somebody looks at those. Readers that
    /// compute the same pixels from the same pixels never do.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="steps">All steps that are executed.</param>
    /// <param name="outputs">The steps whose maps are read as outputs.</param>
    public static bool MustSpread(Step step, IReadOnlyList<Step> steps, IReadOnlyCollection<Step> outputs) =>
        step.Active!.IsHalved && (outputs.Any(output => Holds(output, step)) || steps.Any(reader => LooksAround(reader, step)));

    // Every block must begin at an even pixel of the map.
    private bool Covers(Level level) => level.StrideX == level.StrideY && level.StrideX >= 1 && level.StrideX <= stride
        && level.StrideX == Math.Floor(level.StrideX) && blockSize % (2 * (int)level.StrideX) == 0;

    private static bool LooksAround(Step reader, Step step)
    {
        for (int number = 0; number < reader.Inputs.Count; number++)
        {
            if (Holds(reader.Inputs[number].Step, step) && !(reader.Active!.IsHalved && reader.Level == step.Level && IsPointwise(reader, number)))
                return true;
        }

        return false;
    }

    private static bool IsPointwise(Step reader, int number) => reader switch
    {
        ConvolutionStep convolution => number > 0 || convolution is { IsPointwise: true, Inner: null },
        ElementwiseStep or CopyStep => true,
        _ => false,
    };

    // Parts of a concatenation, copies among them, are read through the region of the whole.
    private static bool Holds(Step source, Step step)
    {
        for (Region? region = step.Region; region is not null; region = region.Parent)
        {
            if (region == source.Region)
                return true;
        }

        return false;
    }
}

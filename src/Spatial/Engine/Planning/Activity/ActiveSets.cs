using VideoDyn.Core.Plans;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Activity;

/// <summary>Finds out for every step which of its pixels a mask makes active.</summary>
internal static class ActiveSets
{
    /// <summary>Sets <see cref="Step.Active"/> and <see cref="Step.Moved"/> of the steps and of all they read.</summary>
    /// <param name="steps">Steps, each after what it reads.</param>
    /// <param name="rule">How masks travel.</param>
    /// <param name="halves">Which maps may be computed at half resolution; null for none.</param>
    public static void Assign(IEnumerable<Step> steps, MaskRule rule, HalfMaps? halves = null)
    {
        foreach (Step step in steps)
            Assign(step, rule, halves);
    }

    /// <summary>On which pixels of one of its inputs each pixel of a step depends.</summary>
    /// <param name="step">The step.</param>
    /// <param name="input">Number of the input.</param>
    public static ActiveSet Link(Step step, int input)
    {
        ActiveSet self = ActiveSet.Self(step.Inputs[input].Step.Level);
        return input == 0 ? BehindFirst(step, self) : Fit(step.Level, self);
    }

    private static ActiveSet Assign(Step step, MaskRule rule, HalfMaps? halves)
    {
        if (step.Active is { } known)
            return known;
        ActiveSet[] inputs = [.. step.Inputs.Select(input => Assign(input.Step, rule, halves))];
        step.Active = rule switch
        {
            MaskRule.Dilated => Behind(step, inputs),
            MaskRule.Changes when step is not InputStep => new ActiveSet(step.Level) { Executed = step },
            _ => new ActiveSet(step.Level) { IsHalved = halves?.Covers(step) ?? false },
        };
        step.Moved = rule == MaskRule.Changes ? new ActiveSet(step.Level) { MovedOf = step } : step.Active with { IsHalved = false };
        if (step is ConvolutionStep { Inner: { } inner })
            inner.Active = step.Active;
        return step.Active;
    }

    private static ActiveSet Behind(Step step, ActiveSet[] inputs)
    {
        Level level = step.Level;
        return step is InputStep input
            ? new ActiveSet(level, ReachAxis.OfPicture(level.Height, input.Factor), ReachAxis.OfPicture(level.Width, input.Factor))
            : inputs.Skip(1).Aggregate(BehindFirst(step, inputs[0]), (all, other) => Both(all, Fit(level, other)));
    }

    private static ActiveSet BehindFirst(Step step, ActiveSet input) => step switch
    {
        ConvolutionStep { Inner: { } inner } point => Behind(point, Behind(inner, input)),
        ConvolutionStep convolution => Behind(convolution, input),
        PoolStep pool => Windowed(step.Level, pool.Window, input),
        GlobalMeanStep => Everything(step.Level, input),
        ResizeStep resize => new ActiveSet(step.Level, input.Rows!.Mixed(resize.Rows.Positions), input.Columns!.Mixed(resize.Columns.Positions)),
        _ => Fit(step.Level, input),
    };

    private static ActiveSet Behind(ConvolutionStep step, ActiveSet input)
    {
        Window window = step.Window;
        return step.IsTransposed
            ? new ActiveSet(
                step.Level,
                input.Rows!.Transposed(step.Level.Height, window.KernelY, window.StrideY, window.DilationY, window.Top),
                input.Columns!.Transposed(step.Level.Width, window.KernelX, window.StrideX, window.DilationX, window.Left))
            : Windowed(step.Level, window, input);
    }

    private static ActiveSet Windowed(Level level, Window window, ActiveSet input) => new(
        level,
        input.Rows!.Window(level.Height, window.KernelY, window.StrideY, window.DilationY, window.Top),
        input.Columns!.Window(level.Width, window.KernelX, window.StrideX, window.DilationX, window.Left));

    // A map of one pixel is combined with every pixel of the step.
    private static ActiveSet Fit(Level level, ActiveSet input) => input.Level == level ? input : Everything(level, input);

    private static ActiveSet Everything(Level level, ActiveSet input) =>
        new(level, input.Rows!.Everything(level.Height), input.Columns!.Everything(level.Width));

    private static ActiveSet Both(ActiveSet one, ActiveSet other) => new(one.Level, one.Rows!.With(other.Rows!), one.Columns!.With(other.Columns!));
}

using VideoDyn.Core.Plans;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Activity;

/// <summary>Finds out for every step which of its pixels a mask makes active.</summary>
internal static class ActiveSets
{
    /// <summary>Sets <see cref="Step.Active"/> of the steps and of all they read.</summary>
    /// <param name="steps">Steps, each after what it reads.</param>
    /// <param name="rule">How masks travel.</param>
    public static void Assign(IEnumerable<Step> steps, MaskRule rule)
    {
        foreach (Step step in steps)
            Assign(step, rule);
    }

    private static ActiveSet Assign(Step step, MaskRule rule)
    {
        if (step.Active is { } known)
            return known;
        ActiveSet[] inputs = [.. step.Inputs.Select(input => Assign(input.Step, rule))];
        step.Active = rule == MaskRule.Blocks ? new ActiveSet(step.Level) : Behind(step, inputs);
        if (step is ConvolutionStep { Inner: { } inner })
            inner.Active = step.Active;
        return step.Active;
    }

    private static ActiveSet Behind(Step step, ActiveSet[] inputs)
    {
        Level level = step.Level;
        if (step is InputStep input)
            return new ActiveSet(level, ReachAxis.OfPicture(level.Height, input.Factor), ReachAxis.OfPicture(level.Width, input.Factor));
        ActiveSet set = step switch
        {
            ConvolutionStep { Inner: { } inner } point => Behind(point, Behind(inner, inputs[0])),
            ConvolutionStep convolution => Behind(convolution, inputs[0]),
            PoolStep pool => Windowed(level, pool.Window, inputs[0]),
            GlobalMeanStep => Everything(level, inputs[0]),
            ResizeStep resize => new ActiveSet(level, inputs[0].Rows!.Mixed(resize.Rows.Positions), inputs[0].Columns!.Mixed(resize.Columns.Positions)),
            _ => Fit(level, inputs[0]),
        };
        return inputs.Skip(1).Aggregate(set, (all, other) => Both(all, Fit(level, other)));
    }

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

using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>Passes over the steps after lowering.</summary>
internal static class Optimization
{
    /// <summary>Drops steps that nothing needs.</summary>
    public static List<Step> RemoveDead(List<Step> steps, IEnumerable<Step> outputs)
    {
        var needed = new HashSet<Step>(outputs);
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            if (needed.Contains(steps[i]))
                needed.UnionWith(steps[i].Inputs.Select(input => input.Step));
        }

        return [.. steps.Where(needed.Contains)];
    }

    /// <summary>
    /// Runs a depthwise convolution inside the pointwise one behind it: its results stay in the nearest cache and need no map.
    /// </summary>
    public static List<Step> JoinDepthwise(List<Step> steps, IEnumerable<Step> outputs)
    {
        var kept = new HashSet<Step>(outputs);
        Dictionary<Step, int> readers = steps.SelectMany(step => step.Inputs).GroupBy(input => input.Step)
            .ToDictionary(group => group.Key, group => group.Count());
        var joined = new HashSet<Step>();
        foreach (ConvolutionStep point in steps.OfType<ConvolutionStep>().Where(step => step.IsPointwise))
        {
            if (point.Inputs[0] is not { IsWhole: true, Step: ConvolutionStep { IsDepthwise: true, HasResidual: false } depthwise })
                continue;
            if (readers[depthwise] != 1 || kept.Contains(depthwise))
                continue;
            point.Inner = depthwise;
            point.Inputs[0] = depthwise.Inputs[0];
            joined.Add(depthwise);
        }

        return [.. steps.Where(step => !joined.Contains(step))];
    }
}

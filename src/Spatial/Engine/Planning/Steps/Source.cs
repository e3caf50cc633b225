namespace VideoDyn.Spatial.Engine.Planning.Steps;

/// <summary>Channels of a step that another step reads, in the order in which it reads them.</summary>
/// <param name="Step">The step that makes them.</param>
/// <param name="Channels">Channel numbers of that step.</param>
internal sealed record Source(Step Step, int[] Channels)
{
    /// <summary>Whether these are all channels in their own order.</summary>
    public bool IsWhole
    {
        get
        {
            if (Channels.Length != Step.Channels)
                return false;
            for (int i = 0; i < Channels.Length; i++)
            {
                if (Channels[i] != i)
                    return false;
            }

            return true;
        }
    }

    /// <summary>First of the channels' positions in their map, for steps that work on whole registers.</summary>
    public int FirstPosition => Channels.Min(channel => Step.Region!.Positions[channel]);

    /// <summary>All channels of a step.</summary>
    public static Source Of(Step step) => new(step, [.. Enumerable.Range(0, step.Channels)]);
}

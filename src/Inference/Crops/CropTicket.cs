namespace VideoDyn.Inference.Crops;

/// <summary>
/// A crop that is prepared and waits to go through its network, alone or together with crops of other streams. It belongs to
/// its stream, which knows when all of its crops have been run.
/// </summary>
/// <param name="lane">Where it can be run.</param>
public class CropTicket(ICropLane lane)
{
    /// <summary>Where it can be run: crops of one lane can share a run.</summary>
    public ICropLane Lane => lane;

    /// <summary>How much of a run it takes, in units of its lane's <see cref="ICropLane.Capacity"/>; 1 where crops are counted.</summary>
    public virtual int Units => 1;
}

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>An operation each unit of which makes the results of a range of one list of pixels, all channels of them.</summary>
internal interface IRangedOperation
{
    /// <summary>The entries of the list that a unit makes.</summary>
    (int From, int End) Range(int unit);
}

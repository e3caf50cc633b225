namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>Where a layer that may withhold changes is compared with its map.</summary>
internal enum CommitWay
{
    /// <summary>In each unit of the operation itself, which leaves nothing to compare and computes a full pass straight into the map.</summary>
    Inside,

    /// <summary>Behind the operation, which computes into scratch memory of the form of a map.</summary>
    Behind,
}

namespace VideoDyn.Temporal.Gates.Change;

/// <summary>Expected wrong boxes of one frame if it is not analyzed. A misplaced box counts twice: one is left over, one missing.</summary>
/// <param name="Misplaced">Boxes whose object is elsewhere.</param>
/// <param name="Lost">Boxes whose object cannot be seen any more.</param>
/// <param name="New">Objects without a box.</param>
internal readonly record struct FrameRisk(double Misplaced, double Lost, double New)
{
    /// <summary>Of the boxes that are published.</summary>
    public double Published => Misplaced + Lost;

    /// <summary>All.</summary>
    public double Total => Misplaced + Lost + New;

    /// <summary>The greatest part by name.</summary>
    public string Reason => New >= Published ? ChangeReasons.New : Misplaced > Lost ? ChangeReasons.Motion : ChangeReasons.Doubt;
}

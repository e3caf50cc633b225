namespace VideoDyn.Core.Plans;

/// <summary>How far what was published for one frame agrees with a dense run of it: boxes, matched one to one.</summary>
/// <param name="Reference">Boxes that dense reports.</param>
/// <param name="Matched">Pairs.</param>
/// <param name="Missed">Boxes of dense without a partner.</param>
/// <param name="Extra">Published boxes without a partner.</param>
/// <param name="WasAnalyzed">Whether the frame was analyzed, else reused or skipped.</param>
public readonly record struct FrameAudit(int Reference, int Matched, int Missed, int Extra, bool WasAnalyzed);

namespace VideoDyn.Spatial.Policies;

/// <summary>A block that is muted because it always changes.</summary>
/// <param name="Row">From 0 at the top.</param>
/// <param name="Column">From 0 at the left.</param>
/// <param name="Since">Stream time at which it was muted.</param>
/// <param name="Activity">Share of recent frames in which it changed, 0..1.</param>
/// <param name="Level">Its average mean difference in code values.</param>
public readonly record struct MutedBlock(int Row, int Column, TimeSpan Since, double Activity, double Level);

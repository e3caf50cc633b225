namespace VideoDyn.Spatial.Policies;

/// <summary>What was learned about how a block changes, in the form that can be kept.</summary>
/// <param name="Activity">Share of recent frames in which it changed, 0..1.</param>
/// <param name="Level">Its average mean difference in code values.</param>
/// <param name="Deviation">Mean deviation from that level.</param>
/// <param name="Seconds">Stream time that it was watched without a box on it, in seconds.</param>
/// <param name="IsMuted">Whether it is muted.</param>
public readonly record struct BlockHabit(float Activity, float Level, float Deviation, float Seconds, bool IsMuted);

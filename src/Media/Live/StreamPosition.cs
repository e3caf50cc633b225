namespace VideoDyn.Media.Live;

/// <summary>
/// Where a camera's stream stands, to be handed from one connection to the next, so that stream time and frame numbers
/// go on over outages and a gap is as long as it was.
/// </summary>
/// <param name="Epoch">UTC that stream time zero stands for.</param>
/// <param name="Time">Stream time of the last picture handed out.</param>
/// <param name="NextIndex">Number of the next picture.</param>
public readonly record struct StreamPosition(DateTimeOffset Epoch, TimeSpan Time, long NextIndex);

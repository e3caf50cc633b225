using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;

namespace VideoDyn.Bench.Logging;

/// <summary>One frame of a log.</summary>
/// <param name="Index">Position in the stream.</param>
/// <param name="StreamTime">Stream time.</param>
/// <param name="Decision">What the gate decided.</param>
/// <param name="First">Place of its first box.</param>
/// <param name="Count">How many boxes it has.</param>
/// <param name="FirstTrack">Place of its first track.</param>
/// <param name="TrackCount">How many tracks it has.</param>
/// <param name="Result">Number of the analysis that stands at this frame, from 0; -1 before the first.</param>
internal readonly record struct LoggedFrame(
    long Index, TimeSpan StreamTime, GateDecision Decision, int First, int Count, int FirstTrack, int TrackCount, int Result);

/// <summary>A confirmed track at one frame.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ClassId">Class index of the plan's own model.</param>
/// <param name="Box">Where.</param>
internal readonly record struct LoggedTrack(long Id, int ClassId, BoundingBox Box);

/// <summary>An object that entered or left.</summary>
/// <param name="Type"><c>entered</c> or <c>left</c>.</param>
/// <param name="ClassId">Class index of the plan's own model.</param>
/// <param name="Time">Stream time at which the plan tells.</param>
internal readonly record struct LoggedEvent(string Type, int ClassId, TimeSpan Time);

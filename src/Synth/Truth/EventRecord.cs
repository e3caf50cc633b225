namespace VideoDyn.Synth.Truth;

/// <summary>An event that a rule must report.</summary>
/// <param name="Type">Event type, e.g. <c>videodyn.zone.entered</c>.</param>
/// <param name="Time">Stream time.</param>
/// <param name="Frame">Position of the frame at which it is known, from 0.</param>
/// <param name="Id">The object.</param>
/// <param name="Class">What the object is.</param>
/// <param name="Rule">Name of the zone or tripwire; null for events of the whole picture.</param>
/// <param name="Direction">Tripwires: 1 when the cross product with the line grows through zero, -1 when it falls; else 0.</param>
public readonly record struct EventRecord(string Type, TimeSpan Time, int Frame, int Id, SceneClass Class, string? Rule = null, int Direction = 0);

namespace VideoDyn.Pipeline.Recording;

/// <summary>What was recorded of one stream.</summary>
/// <param name="Snapshots">Events that got a picture.</param>
/// <param name="SnapshotsFailed">Events whose picture could not be written.</param>
/// <param name="Clips">Clips that were written.</param>
/// <param name="ClipsFailed">Clips that could not be written, or not to their end.</param>
/// <param name="ClipsCut">Clips that were written but lack something: the connection ended, or more came than memory holds.</param>
/// <param name="Deleted">Files that were deleted to keep within size and age.</param>
public sealed record RecordingCounts(long Snapshots, long SnapshotsFailed, long Clips, long ClipsFailed, long ClipsCut, long Deleted);

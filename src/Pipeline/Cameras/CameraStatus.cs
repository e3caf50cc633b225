using VideoDyn.Core.Ledger;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>A camera at one instant.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Ledger">Its frame account, balanced at every instant; null before it was opened.</param>
/// <param name="Error">What went wrong last; null when nothing did.</param>
public sealed record CameraStatus(string Name, CameraState State, LedgerSnapshot? Ledger, string? Error);

using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline.Live;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>A camera at one instant.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Ledger">Its frame account, balanced at every instant; null before it was opened.</param>
/// <param name="Error">What went wrong last; null when nothing did.</param>
/// <param name="Circuit">How the connection of a live camera stands; null for recordings.</param>
/// <param name="Outages">Connections of a live camera that ended or could not be made.</param>
public sealed record CameraStatus(
    string Name, CameraState State, LedgerSnapshot? Ledger, string? Error, CircuitState? Circuit, long Outages);

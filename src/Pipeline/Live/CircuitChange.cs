using VideoDyn.Media.Live;

namespace VideoDyn.Pipeline.Live;

/// <summary>What users are told about a camera's connection: lost, once per outage, or restored.</summary>
public abstract record CircuitChange
{
    private CircuitChange()
    {
    }

    /// <summary>Event <c>camera.lost</c>: no pictures since then.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Since">When the last picture came, or when the first attempt began; on the policy's clock.</param>
    public sealed record Lost(OutageReason Reason, TimeSpan Since) : CircuitChange;

    /// <summary>Event <c>camera.restored</c>: pictures come again.</summary>
    /// <param name="Gap">Time without pictures.</param>
    /// <param name="Attempts">Connections tried in the gap, the successful one included.</param>
    public sealed record Restored(TimeSpan Gap, int Attempts) : CircuitChange;
}

using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Scheduling;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>What the cameras of a host share.</summary>
/// <param name="Analyzers">Models loaded once for all.</param>
/// <param name="Connections">Spreads the connections of all cameras over time.</param>
internal sealed record CameraServices(SharedAnalyzers Analyzers, ConnectRateLimiter Connections);

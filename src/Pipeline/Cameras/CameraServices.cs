using Microsoft.Extensions.Logging;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Scheduling;
using VideoDyn.Pipeline.State;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>What the cameras of a host share.</summary>
/// <param name="Analyzers">Models loaded once for all.</param>
/// <param name="Connections">Spreads the connections of all cameras over time.</param>
/// <param name="Memory">Bounds what is remembered about all streams together.</param>
/// <param name="Log">Where what happens to cameras is logged.</param>
internal sealed record CameraServices(SharedAnalyzers Analyzers, ConnectRateLimiter Connections, StateBudget Memory, ILogger Log);

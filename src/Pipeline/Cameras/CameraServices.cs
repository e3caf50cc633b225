using Microsoft.Extensions.Logging;
using VideoDyn.Actors;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Scheduling;
using VideoDyn.Pipeline.Scheduling.Batching;
using VideoDyn.Pipeline.State;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>What the cameras of a host share.</summary>
/// <param name="Analyzers">Models loaded once for all.</param>
/// <param name="Connections">Spreads the connections of all cameras over time.</param>
/// <param name="Memory">Bounds what is remembered about all streams together.</param>
/// <param name="Log">Where what happens to cameras is logged.</param>
/// <param name="Batcher">Runs crops of several cameras together; null where each runs its own.</param>
internal sealed record CameraServices(
    SharedAnalyzers Analyzers, ConnectRateLimiter Connections, StateBudget Memory, ILogger Log, IActorRef<BatchMessage>? Batcher = null);

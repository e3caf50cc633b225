using VideoDyn.Pipeline.Scheduling;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>What the cameras of a host share.</summary>
/// <param name="Analyzers">Models loaded once for all.</param>
/// <param name="Time">The clock.</param>
internal sealed record CameraServices(SharedAnalyzers Analyzers, TimeProvider Time);

namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>A value that leaves the engine, and the buffer that holds it in the graph's layout.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Buffer">The buffer.</param>
internal sealed record EngineOutputPlan(string Name, long[] Shape, int Buffer);

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>A node that the engine does not run. Caught by the planner, which cuts the graph there and reports the reason.</summary>
internal sealed class UnsupportedException(string reason) : Exception(reason);

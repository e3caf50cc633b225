using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine.Planning.Lowering;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>A graph taken apart: the steps of the engine, what they hand out, and the nodes that are left.</summary>
/// <param name="Steps">Steps in the order of execution.</param>
/// <param name="Outputs">Values that outputs of the graph or the rest need from the engine.</param>
/// <param name="Rest">Nodes that the engine does not run.</param>
/// <param name="Cuts">The first of them on each path, with the reason.</param>
/// <param name="EngineNodes">Nodes that the engine covers.</param>
internal sealed record Partition(
    List<Step> Steps, List<OutputValue> Outputs, List<OnnxNode> Rest, List<EngineCut> Cuts, List<OnnxNode> EngineNodes);

/// <summary>A value that leaves the engine.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Value">Its maps and shape.</param>
internal sealed record OutputValue(string Name, FlatValue Value);

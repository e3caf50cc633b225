using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Spatial.Analysis;

/// <summary>What the block engine would make of a model, without running it.</summary>
/// <param name="Report">How the graph is cut; null when the engine cannot run it.</param>
/// <param name="BytesPerStream">Bytes of feature maps and lists that one stream holds.</param>
/// <param name="Problem">Why the engine cannot run it; null when it can.</param>
public sealed record EngineInspection(EngineReport? Report, long BytesPerStream, string? Problem)
{
    /// <summary>Plans a model and throws the plan away.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="inputShape">Shape of its picture input.</param>
    public static EngineInspection Of(string path, IReadOnlyList<long> inputShape)
    {
        try
        {
            using EnginePlan plan = EnginePlan.Create(OnnxReader.Load(path), inputShape);
            return new EngineInspection(plan.Report, plan.BytesPerStream, null);
        }
        catch (VideoDynException error)
        {
            return new EngineInspection(null, 0, error.Message);
        }
    }
}

using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime.Tensors;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Spatial.Analysis;

/// <summary>The engine's outputs as heads read them: numbers where they lie, class numbers converted after every run.</summary>
internal sealed class BlockOutputs
{
    private readonly EngineInstance _engine;
    private readonly float[]?[] _converted;

    public BlockOutputs(EngineInstance engine, string file)
    {
        _engine = engine;
        _converted = [.. engine.Outputs.Select(output => output.ElementType == TensorElementType.Int64 ? new float[output.Count] : null)];
        Tensors = [.. engine.Outputs.Select((output, index) => Tensor(output, index, file))];
        Shapes = [.. engine.Outputs.Select((output, index) => new OutputShape(
            output.Name, _converted[index] is null ? OnnxElementType.Float32 : OnnxElementType.Int64, [.. output.Shape]))];
    }

    /// <summary>The outputs in graph order.</summary>
    public OutputTensor[] Tensors { get; }

    /// <summary>Their names, types and sizes.</summary>
    public OutputShape[] Shapes { get; }

    /// <summary>Takes in the result of the latest run.</summary>
    public void Refresh()
    {
        for (int index = 0; index < _converted.Length; index++)
        {
            if (_converted[index] is { } numbers)
                TensorPrimitives.ConvertTruncating(_engine.Int64Output(index), numbers);
        }
    }

    private unsafe OutputTensor Tensor(EngineOutput output, int index, string file)
    {
        long[] shape = [.. output.Shape];
        if (_converted[index] is { } numbers)
            return new OutputTensor(output.Name, shape, numbers);
        if (output.ElementType != TensorElementType.Float)
            throw VideoDynException.Model($"model '{file}': output '{output.Name}' has element type {output.ElementType}; region blocks reads float32 and int64, use --region dense");
        fixed (float* address = _engine.Output(index))
            return new OutputTensor(output.Name, shape, (nint)address);
    }
}

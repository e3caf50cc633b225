using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Spatial.Tests.Engine;

/// <summary>A model in ONNX Runtime, as the truth.</summary>
internal sealed class OrtReference : IDisposable
{
    private readonly InferenceSession _session;

    public OrtReference(OnnxModel model)
    {
        // Without optimisation: the truth should not round differently because of fusions of its own.
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _session = new InferenceSession(OnnxWriter.ToBytes(model), options);
    }

    public IReadOnlyList<string> OutputNames => _session.OutputNames;

    public (long[] Shape, float[] Values)[] Run(params (string Name, long[] Shape, float[] Values)[] inputs)
    {
        var values = inputs.Select(input => OrtValue.CreateTensorValueFromMemory(input.Values, input.Shape)).ToList();
        try
        {
            using var run = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(run, [.. inputs.Select(input => input.Name)], values, _session.OutputNames);
            return [.. results.Select(result => (result.GetTensorTypeAndShape().Shape, ToFloats(result)))];
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    public void Dispose() => _session.Dispose();

    private static float[] ToFloats(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
        TensorElementType.Int64 => [.. value.GetTensorDataAsSpan<long>().ToArray().Select(number => (float)number)],
        var type => throw new NotSupportedException($"{type}"),
    };
}

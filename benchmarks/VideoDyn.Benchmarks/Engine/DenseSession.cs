using Microsoft.ML.OnnxRuntime;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Benchmarks.Engine;

/// <summary>A model in ONNX Runtime with preallocated input and output: the dense opponent at its best.</summary>
internal sealed class DenseSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly OrtValue _input;

    public DenseSession(OnnxModel model, long[] shape, float[] picture, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        _session = new InferenceSession(OnnxWriter.ToBytes(model), options);
        _input = OrtValue.CreateTensorValueFromMemory(picture, shape);
        _binding = _session.CreateIoBinding();
        _binding.BindInput(_session.InputNames[0], _input);
        using (IDisposableReadOnlyCollection<OrtValue> trial = _session.Run(_options, [_session.InputNames[0]], [_input], _session.OutputNames))
        {
            for (int i = 0; i < trial.Count; i++)
            {
                OrtTensorTypeAndShapeInfo info = trial[i].GetTensorTypeAndShape();
                Outputs.Add(OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, info.ElementDataType, info.Shape));
                _binding.BindOutput(_session.OutputNames[i], Outputs[i]);
            }
        }
    }

    public List<OrtValue> Outputs { get; } = [];

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        foreach (OrtValue output in Outputs)
            output.Dispose();
        _binding.Dispose();
        _input.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}

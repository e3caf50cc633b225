using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>Runs the part behind the engine on one stream's buffers, into buffers of its own.</summary>
internal sealed class RestRunner : IDisposable
{
    private readonly RestSession _rest;
    private readonly RunOptions _runOptions = new();
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];

    /// <summary>Binds the part to its inputs and finds out what it makes by one trial run.</summary>
    /// <param name="rest">The part.</param>
    /// <param name="input">Address and shape of a value by name.</param>
    public RestRunner(RestSession rest, Func<string, (nint Address, long[] Shape)> input)
    {
        _rest = rest;
        _binding = rest.Session.CreateIoBinding();
        try
        {
            var inputs = new List<OrtValue>();
            foreach (string name in rest.Inputs)
            {
                (nint address, long[] shape) = input(name);
                long bytes = shape.Aggregate(1L, (product, dim) => product * dim) * sizeof(float);
                OrtValue value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, address, bytes);
                _values.Add(value);
                inputs.Add(value);
                _binding.BindInput(name, value);
            }

            // Shapes behind the cut may depend on values, so they are taken from a run instead of from the graph.
            using IDisposableReadOnlyCollection<OrtValue> trial = rest.Session.Run(_runOptions, rest.Inputs, inputs, rest.Outputs);
            Outputs = new OrtValue[trial.Count];
            Infos = new EngineOutput[trial.Count];
            for (int i = 0; i < trial.Count; i++)
            {
                OrtTensorTypeAndShapeInfo info = trial[i].GetTensorTypeAndShape();
                Infos[i] = new EngineOutput(rest.Outputs[i], info.Shape, info.ElementDataType);
                Outputs[i] = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, info.ElementDataType, info.Shape);
                _values.Add(Outputs[i]);
                _binding.BindOutput(rest.Outputs[i], Outputs[i]);
            }
        }
        catch (OnnxRuntimeException error)
        {
            Dispose();
            throw VideoDynException.Model($"the part of the model behind the block engine does not run: {error.Message}", error);
        }
    }

    /// <summary>What it makes.</summary>
    public EngineOutput[] Infos { get; } = [];

    /// <summary>The values it makes.</summary>
    public OrtValue[] Outputs { get; } = [];

    /// <summary>Runs the part.</summary>
    public void Run() => _rest.Session.RunWithBinding(_runOptions, _binding);

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _runOptions.Dispose();
        foreach (OrtValue value in _values)
            value.Dispose();
        _values.Clear();
    }
}

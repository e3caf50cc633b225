using Microsoft.ML.OnnxRuntime;
using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Sessions;

/// <summary>
/// The memory of one caller of a session. Write the inputs, <see cref="Run"/>, read the outputs: nothing is allocated
/// or copied on the way. Used by one thread at a time.
/// </summary>
public sealed class OnnxBinding : IDisposable
{
    private readonly OnnxSession _owner;
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly List<BoundTensor> _inputs = [];
    private readonly List<BoundTensor> _outputs = [];
    private readonly bool _outputsVary;

    internal OnnxBinding(
        OnnxSession owner, InferenceSession session, IReadOnlyDictionary<string, long[]> inputShapes, bool outputsMayVary)
    {
        _owner = owner;
        _session = session;
        _outputsVary = outputsMayVary;
        _binding = session.CreateIoBinding();
        try
        {
            foreach (TensorDescription input in owner.Inputs)
                _inputs.Add(AllocateInput(input, inputShapes));
            foreach (string name in inputShapes.Keys)
            {
                if (owner.Inputs.All(input => input.Name != name))
                    throw VideoDynException.Model($"model '{owner.ModelFile}': has no input '{name}'; found {string.Join(", ", owner.Inputs.Select(input => $"'{input.Name}'"))}");
            }

            foreach (BoundTensor input in _inputs)
                _binding.BindInput(input.Name, input.Value!);
            BindOutputs();
        }
        catch (OnnxRuntimeException error)
        {
            Dispose();
            throw OnnxErrors.OnRun(owner.ModelFile, error);
        }
        catch (VideoDynException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Inputs in graph order.</summary>
    public IReadOnlyList<BoundTensor> Inputs => _inputs;

    /// <summary>Outputs in graph order.</summary>
    public IReadOnlyList<BoundTensor> Outputs => _outputs;

    /// <summary>Whether outputs may lie elsewhere and have another size after each run.</summary>
    public bool IsVarying => _outputsVary;

    /// <summary>Runs the model from the input memory to the output memory.</summary>
    /// <exception cref="VideoDynException">Kind Model: ONNX Runtime failed.</exception>
    public void Run()
    {
        try
        {
            // A bound result pins its size, so an output of varying size is bound afresh for each run.
            if (_outputsVary)
                BindOutputsToRuntimeMemory();
            _session.RunWithBinding(_options, _binding);
            if (_outputsVary)
                AdoptOutputs();
        }
        catch (OnnxRuntimeException error)
        {
            throw OnnxErrors.OnRun(_owner.ModelFile, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _options.Dispose();
        foreach (BoundTensor tensor in _inputs)
            tensor.Dispose();
        foreach (BoundTensor tensor in _outputs)
            tensor.Dispose();
    }

    private BoundTensor AllocateInput(TensorDescription input, IReadOnlyDictionary<string, long[]> shapes)
    {
        if (!RuntimeTypes.CanBind(input.Type))
            throw VideoDynException.Model($"model '{_owner.ModelFile}': input '{input.Name}' is not a numeric tensor; expected one");
        if (!shapes.TryGetValue(input.Name, out long[]? shape))
        {
            return input.IsFixed
                ? BoundTensor.Allocate(input.Name, input.Type, [.. input.Dimensions])
                : throw VideoDynException.Model($"model '{_owner.ModelFile}': input '{input.Name}' is {input}, so its size must be given");
        }

        bool fits = shape.Length == input.Dimensions.Count
            && shape.Zip(input.Dimensions).All(pair => pair.First > 0 && (pair.Second < 0 || pair.First == pair.Second));
        return fits
            ? BoundTensor.Allocate(input.Name, input.Type, [.. shape])
            : throw VideoDynException.Model($"model '{_owner.ModelFile}': input '{input.Name}' is {input}, which a tensor [{string.Join(", ", shape)}] does not fit");
    }

    private void BindOutputs()
    {
        // The first run lets ONNX Runtime allocate, which tells the sizes; it also warms up its memory plan.
        BindOutputsToRuntimeMemory();
        _session.RunWithBinding(_options, _binding);
        foreach (TensorDescription output in _owner.Outputs)
            _outputs.Add(BoundTensor.Varying(output.Name, output.Type));
        AdoptOutputs();
        if (_outputsVary)
            return;

        _binding.ClearBoundOutputs();
        for (int index = 0; index < _outputs.Count; index++)
        {
            using BoundTensor probe = _outputs[index];
            _outputs[index] = BoundTensor.Allocate(probe.Name, probe.Type, probe.Shape.ToArray());
            _binding.BindOutput(_outputs[index].Name, _outputs[index].Value!);
        }
    }

    private void BindOutputsToRuntimeMemory()
    {
        _binding.ClearBoundOutputs();
        foreach (TensorDescription output in _owner.Outputs)
            _binding.BindOutputToDevice(output.Name, OrtMemoryInfo.DefaultInstance);
    }

    private void AdoptOutputs()
    {
        IDisposableReadOnlyCollection<OrtValue> values = _binding.GetOutputValues();
        for (int index = 0; index < _outputs.Count; index++)
        {
            if (!RuntimeTypes.CanBind(_outputs[index].Type))
                throw VideoDynException.Model($"model '{_owner.ModelFile}': output '{_outputs[index].Name}' is not a numeric tensor; expected one");
            _outputs[index].Adopt(values[index]);
        }
    }
}

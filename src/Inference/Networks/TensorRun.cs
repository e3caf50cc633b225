using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Networks;

/// <summary>The memory of a network for one item or several: write the inputs, run, read the outputs.</summary>
public sealed class TensorRun : IDisposable
{
    private readonly OnnxBinding _binding;
    private readonly BoundTensor[] _inputs;
    private readonly BoundTensor[] _outputs;
    private readonly BoundTensor? _step;

    internal TensorRun(OnnxBinding binding, IReadOnlyList<TensorPort> inputs, IReadOnlyList<TensorPort> outputs, int items)
    {
        _binding = binding;
        _inputs = [.. inputs.Select(port => binding.Inputs.First(tensor => tensor.Name == port.Name))];
        _outputs = [.. outputs.Select(port => binding.Outputs.First(tensor => tensor.Name == port.Name))];
        _step = binding.Inputs.FirstOrDefault(tensor => tensor.Name == VectorNetwork.StepName);
        Items = items;
    }

    /// <summary>How many items go through together.</summary>
    public int Items { get; }

    /// <summary>An input, item after item.</summary>
    /// <param name="port">Position in the contract's list.</param>
    public Span<float> Input(int port) => _inputs[port].As<float>();

    /// <summary>An output, item after item; valid until the next run.</summary>
    /// <param name="port">Position in the contract's list.</param>
    public ReadOnlySpan<float> Output(int port) => _outputs[port].As<float>();

    /// <summary>The output of one item.</summary>
    /// <param name="port">Position in the contract's list.</param>
    /// <param name="item">From 0.</param>
    public ReadOnlySpan<float> Output(int port, int item)
    {
        int length = _outputs[port].Length / Items;
        return Output(port).Slice(item * length, length);
    }

    /// <summary>The shape of an output.</summary>
    /// <param name="port">Position in the contract's list.</param>
    public ReadOnlySpan<long> OutputShape(int port) => _outputs[port].Shape;

    /// <summary>Runs the network.</summary>
    /// <param name="step">Number of the step, for networks that take it.</param>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: the network failed.</exception>
    public void Run(int step = 0)
    {
        if (_step is { Type: OnnxElementType.Int64 })
            _step.As<long>()[0] = step;
        else if (_step is not null)
            _step.As<int>()[0] = step;
        _binding.Run();
    }

    /// <inheritdoc/>
    public void Dispose() => _binding.Dispose();
}

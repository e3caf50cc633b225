using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Networks;

/// <summary>
/// A small network between vectors that are known by name, such as a gate, a classifier or a recurrent cell: one part of a
/// model folder. It may take the number of the step. Used by one thread at a time.
/// </summary>
public sealed class VectorNetwork : IDisposable
{
    /// <summary>Name of the input that takes the number of the step.</summary>
    public const string StepName = "step";

    private readonly OnnxSession _session;
    private readonly OnnxBinding _binding;
    private readonly BoundTensor? _step;
    private readonly BoundTensor?[] _inputs;
    private readonly BoundTensor?[] _outputs;

    private VectorNetwork(OnnxSession session, OnnxBinding binding, IReadOnlyList<VectorPort> inputs, IReadOnlyList<VectorPort> outputs, OnnxModel graph, NetworkPart part)
    {
        _session = session;
        _binding = binding;
        _step = binding.Inputs.FirstOrDefault(input => input.Name == StepName);
        _inputs = [.. inputs.Select(port => binding.Inputs.FirstOrDefault(input => input.Name == port.Name))];
        _outputs = [.. outputs.Select(port => binding.Outputs.FirstOrDefault(output => output.Name == port.Name))];
        Part = part;
        Steps = StepTable.LengthOf(graph);
    }

    /// <summary>The file, for descriptions.</summary>
    public NetworkPart Part { get; }

    /// <summary>Whether it takes the number of the step.</summary>
    public bool TakesStep => _step is not null;

    /// <summary>How many steps it has weights for, where the graph tells; else null.</summary>
    public int? Steps { get; }

    /// <summary>Loads a network and checks it against its contract.</summary>
    /// <param name="path">Path of the ONNX file.</param>
    /// <param name="inputs">Its inputs beside the step.</param>
    /// <param name="outputs">Its outputs; further ones do not matter.</param>
    /// <param name="takesStep">Whether it may have an input for the step.</param>
    /// <param name="threads">Threads of a run, at least 1.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>Null when something is wrong.</returns>
    public static VectorNetwork? Load(
        string path, IReadOnlyList<VectorPort> inputs, IReadOnlyList<VectorPort> outputs, bool takesStep, int threads, CardProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        string file = Path.GetFileName(path);
        OnnxSession? session = null;
        OnnxBinding? binding = null;
        try
        {
            ModelFileChecks.Require(path);
            OnnxModel model = OnnxReader.Load(path);
            session = OnnxSession.Open(path, new OnnxSessionSettings { Threads = threads });
            var check = new PortCheck(file, problems);
            Dictionary<string, long[]>? shapes = check.Inputs(session.Inputs, inputs, takesStep);
            if (shapes is null)
            {
                session.Dispose();
                return null;
            }

            binding = session.Bind(shapes);
            if (!check.Outputs(binding.Outputs, outputs))
            {
                binding.Dispose();
                session.Dispose();
                return null;
            }

            return new VectorNetwork(session, binding, inputs, outputs, model, NetworkPart.Of(path, model, shapes));
        }
        catch (VideoDynException error)
        {
            binding?.Dispose();
            session?.Dispose();
            problems.Add(FolderMessages.Of(file, error));
            return null;
        }
    }

    /// <summary>Whether the graph has an output.</summary>
    /// <param name="index">Position in the contract's list.</param>
    public bool HasOutput(int index) => _outputs[index] is not null;

    /// <summary>The memory of an input.</summary>
    /// <param name="index">Position in the contract's list.</param>
    public Span<float> Input(int index) => _inputs[index] is { } input ? input.As<float>() : [];

    /// <summary>The memory of an output, to be read after <see cref="Run"/>.</summary>
    /// <param name="index">Position in the contract's list.</param>
    public ReadOnlySpan<float> Output(int index) => _outputs[index] is { } output ? output.As<float>() : [];

    /// <summary>Runs the network on its inputs.</summary>
    /// <param name="step">Number of the step, for networks that take it.</param>
    /// <exception cref="VideoDynException">Kind Model: the network failed.</exception>
    public void Run(int step = 0)
    {
        if (_step is { Type: OnnxElementType.Int64 })
            _step.As<long>()[0] = step;
        else if (_step is not null)
            _step.As<int>()[0] = step;
        _binding.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _session.Dispose();
    }
}

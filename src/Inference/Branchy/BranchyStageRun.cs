using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Networks;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Branchy;

/// <summary>One loaded stage: one tensor in, logits out, and what the next stage takes.</summary>
internal sealed class BranchyStageRun : IDisposable
{
    private const string Logits = "logits";
    private readonly OnnxSession _session;
    private readonly OnnxBinding _binding;
    private readonly BoundTensor _logits;
    private readonly BoundTensor? _feature;

    private BranchyStageRun(OnnxSession session, OnnxBinding binding, BoundTensor logits, BoundTensor? feature, NetworkPart part)
    {
        (_session, _binding, _logits, _feature) = (session, binding, logits, feature);
        Part = part;
    }

    /// <summary>The file, for descriptions.</summary>
    public NetworkPart Part { get; }

    /// <summary>The memory of what goes in.</summary>
    public BoundTensor Input => _binding.Inputs[0];

    /// <summary>A number per class.</summary>
    public ReadOnlySpan<float> Answer => _logits.As<float>();

    /// <summary>Loads a stage.</summary>
    /// <param name="path">Path of the ONNX file.</param>
    /// <param name="input">Shape of its input; null for that of the graph.</param>
    /// <param name="before">The stage before; null for the first.</param>
    /// <param name="isLast">Whether no stage follows.</param>
    /// <param name="labels">How many classes there are.</param>
    /// <param name="threads">Threads of a run.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>Null when something is wrong.</returns>
    public static BranchyStageRun? Load(string path, (string Name, long[] Shape)? input, BranchyStageRun? before, bool isLast, int labels, int threads, CardProblems problems)
    {
        string file = Path.GetFileName(path);
        OnnxSession? session = null;
        OnnxBinding? binding = null;
        try
        {
            ModelFileChecks.Require(path);
            OnnxModel graph = OnnxReader.Load(path);
            session = OnnxSession.Open(path, new OnnxSessionSettings { Threads = threads });
            Dictionary<string, long[]> shapes = input is { } given
                ? new() { [given.Name] = given.Shape }
                : session.Inputs.Take(1).ToDictionary(one => one.Name, _ => before!._feature!.Shape.ToArray().Select(size => (long)size).ToArray());
            binding = session.Bind(shapes);
            BoundTensor? logits = binding.Outputs.FirstOrDefault(output => output.Name == Logits);
            BoundTensor[] others = [.. binding.Outputs.Where(output => output.Name != Logits)];
            string? problem = logits is null || logits.Type != OnnxElementType.Float32 || logits.Length != labels
                ? $"needs an output '{Logits}' of {labels} numbers, one per label; found {Names(binding.Outputs)}"
                : binding.Inputs.Count != 1 || binding.Inputs[0].Type != OnnxElementType.Float32
                    ? $"found the inputs {Names(binding.Inputs)}, expected one of float32"
                    : isLast || others is [{ Type: OnnxElementType.Float32 }]
                        ? null
                        : $"needs one more output of float32 that the next stage takes; found {Names(binding.Outputs)}";
            if (problem is null)
                return new BranchyStageRun(session, binding, logits!, isLast ? null : others[0], NetworkPart.Of(path, graph, shapes));
            problems.Add($"{file}: {problem}");
        }
        catch (VideoDynException error)
        {
            problems.Add(FolderMessages.Of(file, error));
        }

        binding?.Dispose();
        session?.Dispose();
        return null;
    }

    /// <summary>Runs on what lies in the input.</summary>
    public void Run() => _binding.Run();

    /// <summary>Hands what the last run found to the next stage.</summary>
    public void HandOver(BranchyStageRun next) => _feature!.As<float>().CopyTo(next.Input.As<float>());

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _session.Dispose();
    }

    private static string Names(IEnumerable<BoundTensor> tensors) =>
        string.Join(", ", tensors.Select(tensor => $"'{tensor.Name}' {tensor.Type.ToString().ToLowerInvariant()}[{string.Join(", ", tensor.Shape.ToArray())}]"));
}

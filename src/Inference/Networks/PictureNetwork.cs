using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Networks;

/// <summary>A network that turns a picture into a vector: one part of a model folder. Used by one thread at a time.</summary>
public sealed class PictureNetwork : IDisposable
{
    private readonly OnnxSession _session;
    private readonly OnnxBinding _binding;
    private readonly BoundTensor _picture;

    private PictureNetwork(OnnxSession session, OnnxBinding binding, InputSpec spec, string inputName, NetworkPart part)
    {
        _session = session;
        _binding = binding;
        _picture = binding.Inputs.First(input => input.Name == inputName);
        Spec = spec;
        Part = part;
    }

    /// <summary>How the picture goes in.</summary>
    public InputSpec Spec { get; }

    /// <summary>The file, for descriptions.</summary>
    public NetworkPart Part { get; }

    /// <summary>Numbers of the vector.</summary>
    public int Length => _binding.Outputs[0].Length;

    /// <summary>The memory of the picture; write it before <see cref="Run"/>.</summary>
    public Span<byte> Picture => _picture.Bytes;

    /// <summary>Loads a network.</summary>
    /// <param name="path">Path of the ONNX file.</param>
    /// <param name="input">What the folder's YAML file says about the picture.</param>
    /// <param name="threads">Threads of a run, at least 1.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>Null when something is wrong.</returns>
    public static PictureNetwork? Load(string path, CardInput input, int threads, CardProblems problems)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(problems);
        string file = Path.GetFileName(path);
        OnnxSession? session = null;
        OnnxBinding? binding = null;
        try
        {
            ModelFileChecks.Require(path);
            OnnxModel model = OnnxReader.Load(path);
            var choice = new CardChoice(new ModelCard { Source = "", Task = AnalysisTask.Embed, Input = input }, "", false);
            ProfileOutcome outcome = ProfileResolver.Resolve(path, model, choice, null, null);
            foreach (string problem in outcome.Problems.All)
                problems.Add($"{file}: {problem}");
            if (outcome.Profile is not { } profile)
                return null;
            session = OnnxSession.Open(path, new OnnxSessionSettings { Threads = threads });
            var shapes = new Dictionary<string, long[]> { [profile.InputName] = profile.InputShape };
            binding = session.Bind(shapes);
            if (Problem(binding) is { } wrong)
            {
                problems.Add($"{file}: {wrong}");
                binding.Dispose();
                session.Dispose();
                return null;
            }

            return new PictureNetwork(session, binding, profile.Input, profile.InputName, NetworkPart.Of(path, model, shapes));
        }
        catch (VideoDynException error)
        {
            binding?.Dispose();
            session?.Dispose();
            problems.Add(FolderMessages.Of(file, error));
            return null;
        }
    }

    /// <summary>Runs the network on the picture.</summary>
    /// <returns>The vector, valid until the next run.</returns>
    /// <exception cref="VideoDynException">Kind Model: the network failed.</exception>
    public ReadOnlySpan<float> Run()
    {
        _binding.Run();
        return _binding.Outputs[0].As<float>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _session.Dispose();
    }

    private static string? Problem(OnnxBinding binding)
    {
        if (binding.Inputs.Count != 1)
            return $"has {binding.Inputs.Count} inputs, expected one picture";
        if (binding.Outputs.Count != 1)
            return $"has {binding.Outputs.Count} outputs, expected one vector";
        BoundTensor output = binding.Outputs[0];
        return output.Type == OnnxElementType.Float32 && output.Shape.Length is 1 or 2 && output.Length > 0 && (output.Shape.Length == 1 || output.Shape[0] == 1)
            ? null
            : $"output '{output.Name}' is {output.Type.ToString().ToLowerInvariant()}[{string.Join(", ", output.Shape.ToArray())}], expected a vector float32[1, N]";
    }
}

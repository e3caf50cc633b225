using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Networks;

/// <summary>
/// A network between float32 tensors that are known by name: one part of a model folder. Where its graph leaves the batch
/// size open and treats the items of a batch apart, which is tried out, several go through together.
/// </summary>
public sealed class TensorNetwork : IDisposable
{
    private readonly OnnxSession _session;
    private readonly Dictionary<string, long[]> _shapes;
    private readonly IReadOnlyList<TensorPort> _inputs;
    private readonly IReadOnlyList<TensorPort> _outputs;
    private readonly Dictionary<int, TensorRun> _batches = [];
    private bool? _takesBatches;

    private TensorNetwork(
        OnnxSession session, Dictionary<string, long[]> shapes, IReadOnlyList<TensorPort> inputs, IReadOnlyList<TensorPort> outputs, TensorRun one, NetworkPart part)
    {
        (_session, _shapes, _inputs, _outputs, One, Part) = (session, shapes, inputs, outputs, one, part);
    }

    /// <summary>The file, for descriptions.</summary>
    public NetworkPart Part { get; }

    /// <summary>The memory for one item.</summary>
    public TensorRun One { get; }

    /// <summary>Whether several items may go through together.</summary>
    public bool TakesBatches => _takesBatches ??= IsOpen() && TakesTwo();

    /// <summary>Loads a network and checks it against its contract.</summary>
    /// <param name="path">Path of the ONNX file.</param>
    /// <param name="inputs">Its inputs beside the step.</param>
    /// <param name="outputs">Its outputs; further ones do not matter.</param>
    /// <param name="takesStep">Whether it may have an input for the step.</param>
    /// <param name="threads">Threads of a run, at least 1.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <returns>Null when something is wrong.</returns>
    public static TensorNetwork? Load(
        string path, IReadOnlyList<TensorPort> inputs, IReadOnlyList<TensorPort> outputs, bool takesStep, int threads, CardProblems problems)
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
            var check = new TensorPortCheck(file, problems);
            if (check.Inputs(session.Inputs, inputs, takesStep) is { } shapes)
            {
                binding = session.Bind(shapes);
                if (check.Outputs(binding.Outputs, outputs))
                    return new TensorNetwork(session, shapes, inputs, outputs, new TensorRun(binding, inputs, outputs, 1), NetworkPart.Of(path, model, shapes));
            }
        }
        catch (VideoDynException error)
        {
            problems.Add(FolderMessages.Of(file, error));
        }

        binding?.Dispose();
        session?.Dispose();
        return null;
    }

    /// <summary>The memory for several items, made when it is first asked for; only where <see cref="TakesBatches"/>.</summary>
    /// <param name="items">How many, at least 1.</param>
    public TensorRun For(int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        if (items == 1)
            return One;
        if (!_batches.TryGetValue(items, out TensorRun? run))
        {
            run = Bind(items);
            _batches.Add(items, run);
        }

        return run;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TensorRun run in _batches.Values)
            run.Dispose();
        One.Dispose();
        _session.Dispose();
    }

    private TensorRun Bind(int items) =>
        new(_session.Bind(_shapes.ToDictionary(entry => entry.Key, entry => (long[])[items, .. entry.Value[1..]])), _inputs, _outputs, items);

    private bool IsOpen() => _session.Inputs.All(input => input.Dimensions.Count > 1 && input.Dimensions[0] < 0);

    // Graphs that are written for one picture, whatever their input says, mix the items or fail.
    private bool TakesTwo()
    {
        try
        {
            using TensorRun two = Bind(2);
            for (int port = 0; port < _inputs.Count; port++)
                Fill(two.Input(port));
            two.Run();
            for (int item = 0; item < 2; item++)
            {
                for (int port = 0; port < _inputs.Count; port++)
                    two.Input(port).Slice(item * One.Input(port).Length, One.Input(port).Length).CopyTo(One.Input(port));
                One.Run();
                for (int port = 0; port < _outputs.Count; port++)
                {
                    if (two.Output(port).Length != 2 * One.Output(port).Length || !AreClose(two.Output(port, item), One.Output(port)))
                        return false;
                }
            }

            return true;
        }
        catch (VideoDynException)
        {
            return false;
        }
    }

    // The second item has a larger range, so that whatever mixes them shows.
    private static void Fill(Span<float> values)
    {
        uint state = 1;
        for (int index = 0; index < values.Length; index++)
        {
            state = (state * 1664525) + 1013904223;
            values[index] = (state >> 24) / 255f * (index < values.Length / 2 ? 1 : 2.5f);
        }
    }

    private static bool AreClose(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        float largest = 0, difference = 0;
        for (int index = 0; index < one.Length; index++)
        {
            largest = MathF.Max(largest, MathF.Abs(other[index]));
            difference = MathF.Max(difference, MathF.Abs(one[index] - other[index]));
        }

        return difference <= 1e-4f * largest;
    }
}

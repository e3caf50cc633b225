using Microsoft.ML.OnnxRuntime;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Sessions;

/// <summary>
/// A model loaded into ONNX Runtime on the CPU: explicit threads, all graph optimisations, nothing printed. Runs happen
/// through an <see cref="OnnxBinding"/>, which owns the input and output memory.
/// </summary>
public sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string _modelPath;

    private OnnxSession(InferenceSession session, string modelPath, OnnxSessionSettings settings)
    {
        _session = session;
        _modelPath = modelPath;
        Settings = settings;
        Inputs = [.. session.InputNames.Select(name => Describe(name, session.InputMetadata[name]))];
        Outputs = [.. session.OutputNames.Select(name => Describe(name, session.OutputMetadata[name]))];
        Metadata = session.ModelMetadata.CustomMetadataMap;
    }

    /// <summary>File name of the model without folder.</summary>
    public string ModelFile => Path.GetFileName(_modelPath);

    /// <summary>How it runs.</summary>
    public OnnxSessionSettings Settings { get; }

    /// <summary>What the model declares to take, in graph order.</summary>
    public IReadOnlyList<TensorDescription> Inputs { get; }

    /// <summary>What the model declares to give, in graph order.</summary>
    public IReadOnlyList<TensorDescription> Outputs { get; }

    /// <summary>Key and value pairs that the exporter wrote into the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="modelPath">Path of the ONNX file.</param>
    /// <param name="settings">How to run it.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: missing, empty, not ONNX, of an operator set or with an operator that ONNX Runtime does not know.
    /// </exception>
    public static OnnxSession Open(string modelPath, OnnxSessionSettings settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Threads, 1);
        ModelFileChecks.Require(modelPath);
        OnnxEnvironment.EnsureCreated();
        try
        {
            using SessionOptions options = Options(settings);
            return new OnnxSession(new InferenceSession(modelPath, options), modelPath, settings);
        }
        catch (OnnxRuntimeException error)
        {
            throw OnnxErrors.OnLoad(modelPath, error);
        }
    }

    /// <summary>Allocates input and output memory for given input sizes and runs once on zeros to learn the output sizes.</summary>
    /// <param name="inputShapes">Sizes of the inputs that the graph leaves open, by name; fixed inputs may be left out.</param>
    /// <param name="outputsMayVary">
    /// Whether output sizes depend on the content, e.g. with non-maximum suppression inside the graph. Costs a few small
    /// allocations per run; leave it off where sizes depend on the input size alone.
    /// </param>
    /// <exception cref="VideoDynException">Kind Model: an input has no size, a size contradicts the graph, or the run failed.</exception>
    public OnnxBinding Bind(IReadOnlyDictionary<string, long[]>? inputShapes = null, bool outputsMayVary = false) =>
        new(this, _session, inputShapes ?? new Dictionary<string, long[]>(), outputsMayVary);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static SessionOptions Options(OnnxSessionSettings settings)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = settings.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        // Worker threads that spin between frames would burn the CPU time that skipping work saves.
        if (settings.Threads == 1)
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        else
            options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        return options;
    }

    private static TensorDescription Describe(string name, NodeMetadata metadata) => metadata.IsTensor
        ? new TensorDescription(
            name,
            RuntimeTypes.From(metadata.ElementDataType),
            [.. metadata.Dimensions.Select(dimension => (long)dimension)],
            [.. metadata.SymbolicDimensions])
        : new TensorDescription(name, OnnxElementType.Undefined, [], []);
}

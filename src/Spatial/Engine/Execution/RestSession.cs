using Microsoft.ML.OnnxRuntime;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>The part of a model behind the engine, in ONNX Runtime. Shared by all streams of a plan.</summary>
internal sealed class RestSession : IDisposable
{
    /// <summary>Opens the part.</summary>
    /// <exception cref="VideoDynException">ONNX Runtime does not accept it (kind Model).</exception>
    public RestSession(OnnxModel model, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        try
        {
            Session = new InferenceSession(OnnxWriter.ToBytes(model), options);
        }
        catch (OnnxRuntimeException error)
        {
            throw VideoDynException.Model($"the part of model '{model.Source}' behind the block engine does not load: {error.Message}", error);
        }

        Inputs = [.. model.Graph.Inputs.Select(input => input.Name)];
        Outputs = [.. model.Graph.Outputs.Select(output => output.Name)];
    }

    /// <summary>The session.</summary>
    public InferenceSession Session { get; }

    /// <summary>Values it reads.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>Values it makes.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();
}

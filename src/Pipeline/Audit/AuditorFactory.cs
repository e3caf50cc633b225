using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Pipeline.Audit;

/// <summary>Makes the auditor of a stream, with a model of its own where the stream's cannot serve.</summary>
internal static class AuditorFactory
{
    /// <summary>Makes it.</summary>
    /// <param name="options">The stream's options.</param>
    /// <param name="audit">How often; null for no auditor.</param>
    /// <param name="analyzer">The stream's analyzer.</param>
    /// <param name="isDense">Whether that runs every frame dense and remembers nothing.</param>
    /// <param name="model">What the stream's model was loaded with.</param>
    /// <param name="tensorizer">Turns frames into tensors of a model of its own.</param>
    /// <param name="stream">Name of the stream.</param>
    /// <exception cref="VideoDynException">The model is no detector (kind Configuration) or cannot be loaded (kind Model).</exception>
    public static Auditor? Create(
        AnalysisOptions options, AuditOptions? audit, IAnalyzer analyzer, bool isDense, ModelOptions model, Func<IFrameTensorizer> tensorizer, string stream)
    {
        if (audit is null)
            return null;
        if (analyzer.Info.Task != AnalysisTask.Detect)
            throw VideoDynException.Configuration($"audits compare boxes, but '{analyzer.Info.Model}' does '{analyzer.Info.Task.ToString().ToLowerInvariant()}'");
        // A run without a tracker hands out no weak detections, but the agreement may match against them.
        bool serves = isDense && options.Tracker != TrackerNames.None;
        IAnalyzer dense = serves ? analyzer : ModelAnalyzer.Load(model with { WeakConfidence = FrameTracker.WeakScore }, tensorizer());
        return new Auditor(audit, stream, dense, isOwn: !serves, options.IsLive);
    }
}

using System.Runtime.InteropServices;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Spatial.Warp;

/// <summary>A detector that sees whole frames, warped as their plan says. Serves one stream.</summary>
public sealed class ZoomAnalyzer : IAnalyzer
{
    private static readonly Comparison<CropFinding> s_falling = static (one, other) => other.Detection.Score.CompareTo(one.Detection.Score);
    private readonly CropDetector _detector;
    private readonly List<CropFinding> _found = [];

    private ZoomAnalyzer(CropDetector detector) => _detector = detector;

    /// <inheritdoc/>
    public AnalyzerInfo Info => _detector.Info;

    /// <summary>How whole frames go into the model.</summary>
    public InputSpec Input => _detector.Input;

    /// <summary>Loads a detector.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tensorizer">Turns frames into tensors; must be this stream's own.</param>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: the model is no detector or cannot be used.</exception>
    public static ZoomAnalyzer Load(ModelOptions options, IFrameTensorizer tensorizer) =>
        new(CropDetector.Load(options, [], isAsked: false, tensorizer, oneAtATime: true));

    /// <inheritdoc/>
    public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(observations);
        observations.Clear();
        _found.Clear();
        switch (region)
        {
            case RegionPlan.DensePlan:
                _detector.DetectFrame(frame, _found, observations);
                break;
            case RegionPlan.WarpPlan plan:
                _detector.DetectWarp(frame, plan.Grid, _found, observations);
                break;
            default:
                throw new ArgumentException($"the zoom analyzer cannot execute region plan {region.GetType().Name}", nameof(region));
        }

        _found.Sort(s_falling);
        foreach (ref readonly CropFinding finding in CollectionsMarshal.AsSpan(_found))
            observations.Add(finding.Detection);
        observations.WasFullPass = true;
        observations.ExecutedShare = (double)observations.Macs / Info.DenseMacs;
    }

    /// <inheritdoc/>
    public void Dispose() => _detector.Dispose();
}

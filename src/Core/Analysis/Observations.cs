using VideoDyn.Core.Detections;

namespace VideoDyn.Core.Analysis;

/// <summary>What one analysis saw, and what it cost. Filled in place by an analyzer and reused from frame to frame.</summary>
public sealed class Observations
{
    private readonly List<Detection> _detections = [];

    /// <summary>Objects by falling score.</summary>
    public IReadOnlyList<Detection> Detections => _detections;

    /// <summary>Whether a cap cut candidates or detections off (lowest scores first).</summary>
    public bool Truncated { get; set; }

    /// <summary>Multiply-accumulates executed.</summary>
    public long Macs { get; set; }

    /// <summary>Share of the dense work that was executed, 0..1.</summary>
    public double ExecutedShare { get; set; }

    /// <summary>Time from frame to tensor.</summary>
    public TimeSpan PreprocessTime { get; set; }

    /// <summary>Time in the network.</summary>
    public TimeSpan InferenceTime { get; set; }

    /// <summary>Time from output tensors to detections.</summary>
    public TimeSpan PostprocessTime { get; set; }

    /// <summary>Adds a detection.</summary>
    public void Add(in Detection detection) => _detections.Add(detection);

    /// <summary>Forgets everything but keeps the memory.</summary>
    public void Clear()
    {
        _detections.Clear();
        Truncated = false;
        Macs = 0;
        ExecutedShare = 0;
        PreprocessTime = InferenceTime = PostprocessTime = TimeSpan.Zero;
    }
}

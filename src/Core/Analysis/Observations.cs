using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;

namespace VideoDyn.Core.Analysis;

/// <summary>What one analysis saw, and what it cost. Filled in place by an analyzer and reused from frame to frame.</summary>
public sealed class Observations
{
    private readonly List<Detection> _detections = [];
    private readonly List<ClassScore> _labels = [];
    private readonly List<ClassShare> _segments = [];

    /// <summary>Objects by falling score.</summary>
    public IReadOnlyList<Detection> Detections => _detections;

    /// <summary>The same objects as a span, valid until the next change.</summary>
    public ReadOnlySpan<Detection> Span => CollectionsMarshal.AsSpan(_detections);

    /// <summary>Classes of the whole picture by falling score; filled by classifiers.</summary>
    public IReadOnlyList<ClassScore> Labels => _labels;

    /// <summary>How much of the picture each class covers, by rising class index; filled by segmenters.</summary>
    public IReadOnlyList<ClassShare> Segments => _segments;

    /// <summary>A class for every pixel; filled by segmenters, else empty.</summary>
    public ClassMap Map { get; } = new();

    /// <summary>Whether a cap cut candidates or detections off (lowest scores first).</summary>
    public bool Truncated { get; set; }

    /// <summary>Multiply-accumulates executed.</summary>
    public long Macs { get; set; }

    /// <summary>Share of the dense work that was executed, 0..1.</summary>
    public double ExecutedShare { get; set; }

    /// <summary>Whether every pixel was computed, by plan or because partial work would have cost more.</summary>
    public bool WasFullPass { get; set; }

    /// <summary>Which way the frame was analyzed, where the region policy had a choice.</summary>
    public RegionChoice Choice { get; set; }

    /// <summary>Candidates thrown away because a score or an edge was not a finite number, or the box was empty.</summary>
    public int Malformed { get; set; }

    /// <summary>Where the analyzer books its time (stages Preprocess, Inference, Postprocess). Not cleared.</summary>
    public StageClock Clock { get; init; } = new();

    /// <summary>Adds a detection.</summary>
    public void Add(in Detection detection) => _detections.Add(detection);

    /// <summary>Drops detections below a score. They must stand by falling score, as analyzers add them.</summary>
    public void KeepFrom(float score)
    {
        int kept = _detections.Count;
        while (kept > 0 && _detections[kept - 1].Score < score)
            kept--;
        _detections.RemoveRange(kept, _detections.Count - kept);
    }

    /// <summary>Adds a class of the whole picture.</summary>
    public void Add(in ClassScore label) => _labels.Add(label);

    /// <summary>Adds the area of a class.</summary>
    public void Add(in ClassShare segment) => _segments.Add(segment);

    /// <summary>Forgets everything but keeps the memory.</summary>
    public void Clear()
    {
        _detections.Clear();
        _labels.Clear();
        _segments.Clear();
        Map.Clear();
        Choice = default;
        Truncated = false;
        Macs = 0;
        ExecutedShare = 0;
        Malformed = 0;
        WasFullPass = false;
    }
}

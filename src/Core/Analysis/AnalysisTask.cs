namespace VideoDyn.Core.Analysis;

/// <summary>What a model is asked to do, and so which part of <see cref="Observations"/> it fills.</summary>
public enum AnalysisTask
{
    /// <summary>Boxes around objects: <see cref="Observations.Detections"/>.</summary>
    Detect,

    /// <summary>A class for every pixel: <see cref="Observations.Segments"/> and <see cref="Observations.Map"/>.</summary>
    Segment,

    /// <summary>Classes of the whole picture: <see cref="Observations.Labels"/>.</summary>
    Classify,

    /// <summary>A vector that tells individuals apart; used by trackers, not by analyzers.</summary>
    Embed,
}

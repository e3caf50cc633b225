using VideoDyn.Core.Detections;

namespace VideoDyn.Evaluation.Truth;

/// <summary>One object that is really there, in one frame.</summary>
/// <param name="Box">Where, in pixels of the frame.</param>
/// <param name="ClassId">Class index; <see cref="AnyClass"/> on an ignore region that holds for all classes.</param>
/// <param name="TrackId">Which object over time; -1 when the truth does not say.</param>
/// <param name="Ignore">A region in which whatever is found counts neither as right nor as wrong (crowds, tiny or hidden objects).</param>
/// <param name="Visibility">Share of the object that is not hidden, 0..1.</param>
/// <param name="Area">Area of the object in square pixels where the truth gives it (COCO masks); 0 to take the box's.</param>
public readonly record struct TruthBox(
    BoundingBox Box, int ClassId, long TrackId = -1, bool Ignore = false, float Visibility = 1, double Area = 0)
{
    /// <summary>Class index of an ignore region that holds for every class.</summary>
    public const int AnyClass = -1;
}

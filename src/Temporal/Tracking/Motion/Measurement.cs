using VideoDyn.Core.Detections;

namespace VideoDyn.Temporal.Tracking.Motion;

/// <summary>A sound detection in the coordinates of the filter.</summary>
/// <param name="X">Horizontal centre in pixels.</param>
/// <param name="Y">Vertical centre in pixels.</param>
/// <param name="Width">Above 0.</param>
/// <param name="Height">Above 0.</param>
/// <param name="Detection">Where it comes from.</param>
/// <param name="Source">Its position in the caller's list.</param>
internal readonly record struct Measurement(double X, double Y, double Width, double Height, Detection Detection, int Source)
{
    /// <summary>Converts a detection whose box is finite and not empty.</summary>
    public static Measurement From(in Detection detection, int source)
    {
        BoundingBox box = detection.Box;
        return new(
            ((double)box.X1 + box.X2) / 2, ((double)box.Y1 + box.Y2) / 2, (double)box.X2 - box.X1, (double)box.Y2 - box.Y1,
            detection, source);
    }
}

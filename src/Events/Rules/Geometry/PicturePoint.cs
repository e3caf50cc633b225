using VideoDyn.Core.Detections;

namespace VideoDyn.Events.Rules.Geometry;

/// <summary>A place in shares of the picture, 0..1 from its top left; may lie outside.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
public readonly record struct PicturePoint(double X, double Y)
{
    /// <summary>Where an object is: the bottom centre of its box.</summary>
    /// <param name="box">Its box in pixels.</param>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    public static PicturePoint Of(in BoundingBox box, int width, int height) =>
        new(((double)box.X1 + box.X2) / 2 / width, (double)box.Y2 / height);
}

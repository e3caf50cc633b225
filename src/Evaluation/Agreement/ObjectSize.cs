using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Matching;

namespace VideoDyn.Evaluation.Agreement;

/// <summary>Size of an object in the decoded frame. The first three are those of COCO and exclude each other.</summary>
public enum ObjectSize
{
    /// <summary>Area below 32² pixels.</summary>
    Small,

    /// <summary>Area from 32² to below 96² pixels.</summary>
    Medium,

    /// <summary>Area of 96² pixels or more.</summary>
    Large,

    /// <summary>Both sides below 32 pixels; counted in <see cref="Small"/> as well.</summary>
    Under32Pixels,
}

/// <summary>Sorts boxes into sizes.</summary>
public static class ObjectSizes
{
    /// <summary>The COCO size of a box.</summary>
    public static ObjectSize Of(in BoundingBox box) => Overlap.Area(box) switch
    {
        < 32 * 32 => ObjectSize.Small,
        < 96 * 96 => ObjectSize.Medium,
        _ => ObjectSize.Large,
    };

    /// <summary>Whether both sides are below 32 pixels.</summary>
    public static bool IsUnder32Pixels(in BoundingBox box) => box.Width < 32 && box.Height < 32;
}

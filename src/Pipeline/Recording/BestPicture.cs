using VideoDyn.Core.Detections;

namespace VideoDyn.Pipeline.Recording;

/// <summary>The best picture of one object so far.</summary>
internal sealed class BestPicture
{
    public float Quality { get; set; }

    public TimeSpan Time { get; set; }

    public BoundingBox Box { get; set; }

    /// <summary>The whole picture as JPEG; shared by the objects of a frame.</summary>
    public byte[]? Full { get; set; }

    /// <summary>The part with the object as JPEG.</summary>
    public byte[]? Crop { get; set; }
}

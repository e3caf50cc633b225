namespace VideoDyn.Evaluation.Truth;

/// <summary>The parts of a COCO file that are used, as written.</summary>
internal sealed class CocoDocument
{
    public List<CocoImage> Images { get; } = [];

    public List<CocoAnnotation> Annotations { get; } = [];

    public Dictionary<int, string> Categories { get; } = [];
}

/// <summary>An image, its position in a video if given, and where in the text it starts.</summary>
internal readonly record struct CocoImage(long Id, int? Frame, long Position);

/// <summary>An annotation, and where in the text it starts.</summary>
internal readonly record struct CocoAnnotation(
    long ImageId, int CategoryId, (double Left, double Top, double Width, double Height) Box, bool Ignore, double Area, long TrackId, long Position);

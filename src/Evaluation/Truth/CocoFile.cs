using VideoDyn.Core.Detections;

namespace VideoDyn.Evaluation.Truth;

/// <summary>
/// COCO detection annotations (Lin et al., 2014) in JSON: <c>images</c>, <c>annotations</c> with
/// <c>bbox [left, top, width, height]</c>, <c>categories</c>. For videos an image may carry <c>frame_id</c> or
/// <c>frame_index</c> (position in the video, from 0), and an annotation <c>track_id</c> or <c>instance_id</c>; without
/// them images count in the order of the file and objects have no track.
/// </summary>
/// <remarks><c>iscrowd</c> or <c>ignore</c> make an ignore region. Frames that no image names have no truth.</remarks>
public static class CocoFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="Core.Errors.VideoDynException">The file cannot be read, or is not as described (kind Input).</exception>
    public static TruthSet Read(string path) => TruthError.Reading(path, file => Parse(File.ReadAllBytes(file), file));

    /// <summary>Reads UTF-8 text.</summary>
    /// <param name="json">The text, with or without byte order mark.</param>
    /// <param name="name">Name for messages.</param>
    /// <exception cref="Core.Errors.VideoDynException">The text is not as described (kind Input).</exception>
    public static TruthSet Parse(ReadOnlySpan<byte> json, string name)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        CocoDocument document = new CocoParser(name).Parse(json);
        Dictionary<long, int> frames = Frames(document, name, json);
        var boxes = new List<(int Frame, TruthBox Box)>(document.Annotations.Count);
        foreach (CocoAnnotation annotation in document.Annotations)
        {
            if (!frames.TryGetValue(annotation.ImageId, out int frame))
            {
                throw TruthError.At(
                    name, CocoParser.LineOf(json, annotation.Position), $"an annotation of image {annotation.ImageId}", "an id of the list 'images'");
            }

            if (!document.Categories.ContainsKey(annotation.CategoryId))
            {
                throw TruthError.At(
                    name, CocoParser.LineOf(json, annotation.Position), $"category {annotation.CategoryId}", "an id of the list 'categories'");
            }

            (double left, double top, double width, double height) = annotation.Box;
            var box = new BoundingBox((float)left, (float)top, (float)(left + width), (float)(top + height));
            boxes.Add((frame, new(box, annotation.CategoryId, annotation.TrackId, annotation.Ignore, 1, annotation.Area)));
        }

        return new TruthSet(name, boxes, frames.Values, document.Categories);
    }

    private static Dictionary<long, int> Frames(CocoDocument document, string name, ReadOnlySpan<byte> json)
    {
        var frames = new Dictionary<long, int>();
        var taken = new HashSet<int>();
        for (int place = 0; place < document.Images.Count; place++)
        {
            CocoImage image = document.Images[place];
            int frame = image.Frame ?? place;
            if (!frames.TryAdd(image.Id, frame))
                throw TruthError.At(name, CocoParser.LineOf(json, image.Position), $"image id {image.Id} again", "each id once");
            if (!taken.Add(frame))
                throw TruthError.At(name, CocoParser.LineOf(json, image.Position), $"frame {frame} again", "each frame once");
        }

        return frames;
    }
}

using System.Globalization;
using VideoDyn.Core.Detections;

namespace VideoDyn.Temporal.Tests.Tracking.Scenes;

/// <summary>Who is where at one stream time.</summary>
internal sealed record TruthFrame(TimeSpan Time, IReadOnlyList<(long Id, int ClassId, BoundingBox Box)> Objects)
{
    /// <summary>Reads a MOTChallenge truth file: frame, id, left, top, width, height, use, class, visibility; frames from 1.</summary>
    public static List<TruthFrame> ReadMot(string path, double framesPerSecond) =>
    [
        .. from line in File.ReadLines(path)
           let fields = line.Split(',').Select(field => float.Parse(field, CultureInfo.InvariantCulture)).ToArray()
           let box = new BoundingBox(fields[2], fields[3], fields[2] + fields[4], fields[3] + fields[5])
           group ((long)fields[1], (int)fields[7], box) by (int)fields[0] into frame
           orderby frame.Key
           select new TruthFrame(TimeSpan.FromSeconds((frame.Key - 1) / framesPerSecond), [.. frame]),
    ];
}

using System.Globalization;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>
/// Writes the objects in view of every frame in MOTChallenge form: <c>frame,id,left,top,width,height,score,class,visibility</c>,
/// frames and classes counted from 1. Hidden objects are left out; visibility is always 1.
/// </summary>
internal sealed class TrackFile : IFrameObserver, IDisposable
{
    private readonly OutputFile _file;

    public TrackFile(string path) => _file = OutputFile.Create(path);

    /// <inheritdoc/>
    public Stage Stage => Stage.Events;

    /// <inheritdoc/>
    public bool NeedsPixels => false;

    /// <inheritdoc/>
    public void OnFrame(FrameView view)
    {
        Span<char> line = stackalloc char[200];
        IReadOnlyList<TrackedObject> tracks = view.Tracks;
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            if (track.State != TrackState.Confirmed)
                continue;
            BoundingBox box = track.Box;
            line.TryWrite(
                CultureInfo.InvariantCulture,
                $"{view.Frame.Index + 1},{track.Id},{box.X1:F2},{box.Y1:F2},{box.Width:F2},{box.Height:F2},{track.Score:F4},{track.ClassId + 1},1",
                out int length);
            _file.WriteLine(line[..length]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

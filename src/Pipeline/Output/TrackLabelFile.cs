using System.Globalization;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>
/// Writes what a classifier saw in tracked objects, each time it looked: <c>frame,id,rank,label,score</c>, frames and ranks
/// counted from 1, as in <c>tracks.csv</c>. The MOTChallenge form of that file has no room for it.
/// </summary>
internal sealed class TrackLabelFile : IFrameObserver, IDisposable
{
    private readonly OutputFile _file;
    private readonly Dictionary<long, IReadOnlyList<TrackLabel>> _written = [];

    public TrackLabelFile(string path) => _file = OutputFile.Create(path);

    /// <inheritdoc/>
    public Stage Stage => Stage.Events;

    /// <inheritdoc/>
    public bool NeedsPixels => false;

    /// <inheritdoc/>
    public void OnFrame(FrameView view)
    {
        IReadOnlyList<TrackedObject> ended = view.EndedTracks;
        for (int index = 0; index < ended.Count; index++)
            _written.Remove(ended[index].Id);
        IReadOnlyList<TrackedObject> tracks = view.Tracks;
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            // A new look brings a new list.
            if (track.Labels is null || (_written.TryGetValue(track.Id, out IReadOnlyList<TrackLabel>? last) && ReferenceEquals(last, track.Labels)))
                continue;
            _written[track.Id] = track.Labels;
            for (int rank = 0; rank < track.Labels.Count; rank++)
                _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{view.Frame.Index + 1},{track.Id},{rank + 1},{Quote(track.Labels[rank].Label)},{track.Labels[rank].Score:F4}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string Quote(string label) => label.AsSpan().IndexOfAny(",\"\n") < 0
        ? label
        : $"\"{label.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

using System.Diagnostics.Metrics;
using VideoDyn.Pipeline.Observability;

namespace VideoDyn.Pipeline.Recording;

/// <summary>Counts what is recorded, tells it as metrics, and says the first of a row of failures.</summary>
internal sealed class RecordingTally : IDisposable
{
    private readonly Meter _meter = new(Telemetry.MeterName);
    private readonly Action<string>? _say;
    private long _snapshots;
    private long _snapshotsFailed;
    private long _clips;
    private long _clipsFailed;
    private long _clipsCut;
    private long _deleted;
    private bool _failing;

    public RecordingTally(string camera, Action<string>? say)
    {
        _say = say;
        Count("videodyn.recording.snapshots", "Events that got a picture.", () => Volatile.Read(ref _snapshots));
        Count("videodyn.recording.clips", "Clips that were written.", () => Volatile.Read(ref _clips));
        Count("videodyn.recording.failed", "Pictures and clips that could not be written.", () => Volatile.Read(ref _snapshotsFailed) + Volatile.Read(ref _clipsFailed));
        Count("videodyn.recording.deleted", "Files that were deleted to keep within size and age.", () => Volatile.Read(ref _deleted));

        void Count(string name, string help, Func<long> value) => _meter.CreateObservableCounter(
            name, () => new Measurement<long>(value(), new KeyValuePair<string, object?>("camera", camera)), null, help);
    }

    public RecordingCounts Counts => new(_snapshots, _snapshotsFailed, _clips, _clipsFailed, _clipsCut, _deleted);

    public void Snapshot()
    {
        _snapshots++;
        _failing = false;
    }

    public void Clip(bool isWhole)
    {
        _clips++;
        if (!isWhole)
            _clipsCut++;
        _failing = false;
    }

    public void SnapshotFailed(string why)
    {
        _snapshotsFailed++;
        Say(why);
    }

    public void ClipFailed(string why)
    {
        _clipsFailed++;
        Say(why);
    }

    public void Deleted() => _deleted++;

    public void Dispose() => _meter.Dispose();

    private void Say(string why)
    {
        if (!_failing)
            _say?.Invoke($"{why.TrimEnd('.')}; analysis goes on, what cannot be recorded is counted");
        _failing = true;
    }
}

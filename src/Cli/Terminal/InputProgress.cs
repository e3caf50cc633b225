using System.Diagnostics;
using System.Globalization;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Sources;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Cli.Terminal;

/// <summary>How far one input is.</summary>
internal sealed class InputProgress : IFrameObserver, IDisposable
{
    private readonly RunProgress _owner;
    private readonly string _name;
    private readonly TimeSpan? _length;
    private readonly TimeSpan _start;
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _frames;
    private long _objects;
    private long _streamTicks;

    /// <summary>Follows a run of <paramref name="info"/> from <paramref name="start"/> for <paramref name="duration"/>.</summary>
    public InputProgress(RunProgress owner, SourceInfo info, TimeSpan start, TimeSpan? duration)
    {
        _owner = owner;
        _name = info.Name;
        _start = start;
        TimeSpan? left = info.Duration - start;
        _length = duration is null || left < duration ? left : duration;
    }

    public Stage Stage => Stage.Rest;

    public bool NeedsPixels => false;

    /// <summary>Frames so far.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    public void OnFrame(FrameView view)
    {
        Interlocked.Increment(ref _frames);
        Interlocked.Exchange(ref _streamTicks, view.Frame.StreamTime.Ticks);
        if (view.IsAnalyzed)
            Interlocked.Add(ref _objects, view.Observations.Detections.Count);
        _owner.Changed();
    }

    public void Dispose() => _owner.Ended(this);

    /// <summary>Everything about it.</summary>
    public string Text()
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_began);
        double speed = elapsed > TimeSpan.Zero ? Frames / elapsed.TotalSeconds : 0;
        string share = "";
        if (Part() is { } part)
        {
            TimeSpan left = part > 0.001 ? elapsed * ((1 - part) / part) : TimeSpan.Zero;
            share = string.Create(CultureInfo.InvariantCulture, $"{part,4:P0}  {left:mm\\:ss} left  ");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{_name}  {share}{Frames} frames  {speed:F1} fps  {Interlocked.Read(ref _objects)} objects");
    }

    /// <summary>Name and share.</summary>
    public string ShortText() => Part() is { } part
        ? string.Create(CultureInfo.InvariantCulture, $"{_name} {part:P0}")
        : string.Create(CultureInfo.InvariantCulture, $"{_name} {Frames}");

    private double? Part() => _length is { } length && length > TimeSpan.Zero
        ? Math.Clamp((new TimeSpan(Interlocked.Read(ref _streamTicks)) - _start) / length, 0, 1)
        : null;
}

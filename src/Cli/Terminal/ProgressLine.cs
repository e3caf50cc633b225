using System.Diagnostics;
using System.Globalization;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Sources;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Cli.Terminal;

/// <summary>One line on standard error that is rewritten a few times a second while a run goes on.</summary>
internal sealed class ProgressLine : IFrameObserver, IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);
    private readonly TextWriter _output;
    private readonly string _name;
    private readonly TimeSpan? _length;
    private readonly TimeSpan _start;
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _drawn;
    private long _frames;
    private long _objects;
    private int _width;

    /// <summary>Follows a run of <paramref name="info"/> from <paramref name="start"/> for <paramref name="duration"/>.</summary>
    public ProgressLine(TextWriter output, SourceInfo info, TimeSpan start, TimeSpan? duration)
    {
        _output = output;
        _name = info.Name;
        _start = start;
        TimeSpan? left = info.Duration - start;
        _length = duration is null || left < duration ? left : duration;
    }

    public Stage Stage => Stage.Rest;

    public void OnFrame(FrameView view)
    {
        _frames++;
        if (view.IsAnalyzed)
            _objects += view.Observations.Detections.Count;
        long now = Stopwatch.GetTimestamp();
        if (_drawn != 0 && Stopwatch.GetElapsedTime(_drawn, now) < s_interval)
            return;
        _drawn = now;
        Draw(view.Frame.StreamTime - _start, Stopwatch.GetElapsedTime(_began, now));
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (_width > 0)
            _output.Write("\r" + new string(' ', _width) + "\r");
    }

    private void Draw(TimeSpan done, TimeSpan elapsed)
    {
        double speed = elapsed > TimeSpan.Zero ? _frames / elapsed.TotalSeconds : 0;
        string share = "";
        if (_length is { } length && length > TimeSpan.Zero)
        {
            double part = Math.Clamp(done / length, 0, 1);
            TimeSpan left = part > 0.001 ? elapsed * ((1 - part) / part) : TimeSpan.Zero;
            share = string.Create(CultureInfo.InvariantCulture, $"{part,4:P0}  {left:mm\\:ss} left  ");
        }

        string line = string.Create(
            CultureInfo.InvariantCulture, $"{_name}  {share}{_frames} frames  {speed:F1} fps  {_objects} objects");
        _output.Write("\r" + line.PadRight(_width));
        _width = Math.Max(_width, line.Length);
    }
}

using System.Diagnostics;
using System.Globalization;
using VideoDyn.Core.Sources;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Cli.Terminal;

/// <summary>The progress of a whole command on one line of standard error: of one input, or of several side by side.</summary>
internal sealed class RunProgress(TextWriter output, int inputs) : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);
    private readonly Lock _gate = new();
    private readonly List<InputProgress> _running = [];
    private readonly StatusLine _line = new(output, enabled: true);
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _drawn;
    private long _framesOfEnded;
    private int _ended;

    /// <summary>Follows one more input.</summary>
    /// <param name="info">The stream.</param>
    /// <param name="start">Where its run begins.</param>
    /// <param name="duration">How much of it is taken; null for all.</param>
    public IFrameObserver Follow(SourceInfo info, TimeSpan start, TimeSpan? duration)
    {
        var input = new InputProgress(this, info, start, duration);
        lock (_gate)
            _running.Add(input);
        return input;
    }

    /// <summary>Clears the line, so that something else can be printed.</summary>
    public void Wipe()
    {
        lock (_gate)
            _line.Dispose();
    }

    /// <summary>Clears the line for good.</summary>
    public void Dispose() => Wipe();

    /// <summary>Called by every input for every frame; draws a few times a second.</summary>
    public void Changed()
    {
        long now = Stopwatch.GetTimestamp();
        long drawn = Volatile.Read(ref _drawn);
        if (drawn != 0 && Stopwatch.GetElapsedTime(drawn, now) < s_interval)
            return;
        lock (_gate)
        {
            if (_drawn != drawn)
                return; // another input was faster
            _drawn = now;
            _line.Show(inputs == 1 ? _running[0].Text() : Text());
        }
    }

    /// <summary>Called by an input that has ended.</summary>
    public void Ended(InputProgress input)
    {
        lock (_gate)
        {
            _running.Remove(input);
            _framesOfEnded += input.Frames;
            _ended++;
        }
    }

    private string Text()
    {
        double seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        long frames = _framesOfEnded + _running.Sum(input => input.Frames);
        string each = string.Join("  ", _running.Take(4).Select(input => input.ShortText()));
        string more = _running.Count > 4 ? "  …" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{_ended}/{inputs} done  {frames} frames  {frames / seconds:F1} fps  {each}{more}");
    }
}

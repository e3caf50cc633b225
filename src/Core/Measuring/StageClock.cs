using System.Diagnostics;

namespace VideoDyn.Core.Measuring;

/// <summary>
/// Attributes wall-clock and processor time to stages: time runs for the stage entered last. Processor time is by default
/// that of the whole process, so worker threads of a stage count; use one clock at a time where processor time matters.
/// Clocks that count threads may run side by side.
/// </summary>
/// <remarks>
/// Not thread-safe; it follows one stream. A stream that goes from thread to thread calls <see cref="Resume"/> on each
/// before it enters a stage there. Allocates nothing after construction.
/// </remarks>
public sealed class StageClock
{
    private static readonly int s_stages = Enum.GetValues<Stage>().Length;
    private readonly long[] _wallTicks = new long[s_stages];
    private readonly long[] _cpuTicks = new long[s_stages];
    private readonly ProcessorScope _scope;
    private Stage _current = Stage.Rest;
    private long _wallSince;
    private long _cpuSince;

    /// <summary>Starts in <see cref="Stage.Rest"/>.</summary>
    /// <param name="scope">Whose processor time is booked.</param>
    public StageClock(ProcessorScope scope = ProcessorScope.Process)
    {
        _scope = scope;
        _wallSince = Stopwatch.GetTimestamp();
        _cpuSince = ProcessorTime();
    }

    /// <summary>Books the time since the last call to the stage entered then, and starts another.</summary>
    /// <returns>The stage that was left, so that a callee can return to it.</returns>
    public Stage Enter(Stage stage)
    {
        Stage left = _current;
        long wall = Stopwatch.GetTimestamp();
        long cpu = ProcessorTime();
        _wallTicks[(int)left] += wall - _wallSince;
        _cpuTicks[(int)left] += cpu - _cpuSince;
        _wallSince = wall;
        _cpuSince = cpu;
        _current = stage;
        return left;
    }

    /// <summary>Goes on after a pause: the time since the last call is booked to nobody. For streams that take turns.</summary>
    /// <param name="stage">The stage that begins.</param>
    public void Resume(Stage stage)
    {
        _wallSince = Stopwatch.GetTimestamp();
        _cpuSince = ProcessorTime();
        _current = stage;
    }

    /// <summary>Wall-clock time booked to a stage.</summary>
    public TimeSpan Wall(Stage stage) => TimeSpan.FromSeconds((double)_wallTicks[(int)stage] / Stopwatch.Frequency);

    /// <summary>Processor time booked to a stage.</summary>
    public TimeSpan Cpu(Stage stage) => new(_cpuTicks[(int)stage]);

    /// <summary>Books time that was measured elsewhere.</summary>
    /// <param name="stage">Whose it is.</param>
    /// <param name="wall">Wall-clock time.</param>
    /// <param name="cpu">Processor time.</param>
    public void Add(Stage stage, TimeSpan wall, TimeSpan cpu)
    {
        _wallTicks[(int)stage] += (long)(wall.TotalSeconds * Stopwatch.Frequency);
        _cpuTicks[(int)stage] += cpu.Ticks;
    }

    /// <summary>Forgets what was booked and goes on in the current stage.</summary>
    public void Reset()
    {
        Enter(_current);
        Array.Clear(_wallTicks);
        Array.Clear(_cpuTicks);
    }

    private long ProcessorTime() =>
        _scope == ProcessorScope.Process ? Environment.CpuUsage.TotalTime.Ticks : ThreadProcessorTime.Ticks();
}

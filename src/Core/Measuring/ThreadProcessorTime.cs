using System.Runtime.InteropServices;

namespace VideoDyn.Core.Measuring;

/// <summary>Processor time of the calling thread (POSIX clock_gettime with CLOCK_THREAD_CPUTIME_ID).</summary>
internal static unsafe partial class ThreadProcessorTime
{
    private const int ThreadClock = 3;
    private const long TicksPerSecond = TimeSpan.TicksPerSecond;

    /// <summary>User and kernel time in ticks of 100 ns; 0 where the system does not tell.</summary>
    public static long Ticks()
    {
        TimeSpec time;
        return ClockGetTime(ThreadClock, &time) == 0 ? (time.Seconds * TicksPerSecond) + (time.Nanoseconds / 100) : 0;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, TimeSpec* time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

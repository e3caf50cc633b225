using System.Diagnostics;

namespace VideoDyn.Pipeline.Tests.Observability;

/// <summary>Work that takes a known time.</summary>
internal static class TestWork
{
    public static void Spin(TimeSpan time)
    {
        long began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
        }
    }
}

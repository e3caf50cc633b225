using System.Diagnostics;
using System.Globalization;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Chaos;

/// <summary>Long runs, only with <c>./test.sh --soak</c>.</summary>
public class SoakTests : LeaseGuard
{
    private static readonly TimeSpan s_length = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMinutes(3);

    [SoakFact]
    public async Task Cameras_TwoHundredFaultsOverEight_ComeBackInTimeAndKeepTheirAccounts()
    {
        var run = new ChaosRun(cameras: 8, seed: 200);
        await run.RunAsync(faults: 200);
        SoakFactAttribute.Log("chaos", run.Log);
        Assert.Equal(200, run.Log.Count);
    }

    [SoakFact]
    public async Task Cameras_HalfAnHourOfFaults_DoNotGrow()
    {
        long began = Stopwatch.GetTimestamp();
        List<(double Minutes, double Mebibytes)> resident = [];
        var run = new ChaosRun(cameras: 4, seed: 30);
        await run.RunAsync(_ =>
        {
            TimeSpan now = Stopwatch.GetElapsedTime(began);
            if (now >= s_warmUp)
                resident.Add((now.TotalMinutes, Environment.WorkingSet / 1048576.0));
            return now < s_length;
        });
        double slope = Slope(resident);
        SoakFactAttribute.Log(
            "memory",
            [.. resident.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Minutes:F2} min: {point.Mebibytes:F1} MiB")), string.Create(CultureInfo.InvariantCulture, $"slope: {slope:F3} MiB per minute over {run.Log.Count} faults")]);
        Assert.InRange(slope, -10, 1);
    }

    private static double Slope(List<(double X, double Y)> points)
    {
        double meanX = points.Average(point => point.X), meanY = points.Average(point => point.Y);
        return points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / points.Sum(point => (point.X - meanX) * (point.X - meanX));
    }
}

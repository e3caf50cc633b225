using System.Diagnostics;
using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Ledger;
using VideoDyn.Events.Sinks;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Cameras;

namespace VideoDyn.Benchmarks.Cameras;

/// <summary>
/// Sixteen live cameras (a clip played at half its rate, for ever), each with every fifth frame analyzed: whether the
/// account is exact, nobody starves, memory is flat, and how late events are.
/// </summary>
internal static class CamerasBenchmark
{
    private const int Cameras = 16;
    private const int MostSeconds = 60;
    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(15);

    /// <summary>Runs for as many seconds as rounds are asked for, at most 60.</summary>
    public static void Run(BenchmarkOptions options) => Blocking.Run(() => RunAsync(TimeSpan.FromSeconds(Math.Min(options.Rounds, MostSeconds))));

    private static async Task<bool> RunAsync(TimeSpan length)
    {
        var options = new AnalysisOptions
        {
            Input = BenchmarkData.Clip("street-vehicles.mp4"),
            Model = BenchmarkData.Model("fastestdet.onnx"),
            Gate = "every-n:5",
            Confidence = 0.35f,
            Live = new LiveOptions { Rate = 0.5, Loop = true },
        };
        using var stop = new CancellationTokenSource();
        await using var host = new CameraHost(new CameraHostOptions { ConnectionsPerSecond = 100, ConnectionBurst = Cameras });
        LatencyMeter[] meters = [.. Enumerable.Range(0, Cameras).Select(_ => new LatencyMeter(100_000))];
        long began = Stopwatch.GetTimestamp();
        Task<JobResult>[] runs =
        [
            .. meters.Select((meter, number) => new RunJob(options, new JsonLinesSink(Stream.Null, "nowhere"))
                .RunAsync(host, $"camera {number + 1}", _ => meter, stop.Token)),
        ];
        (List<(double, double)> heap, List<(double, double)> resident, long reads, bool balanced, TimeSpan cpu, TimeSpan wall) =
            await WatchAsync(host, began, length);
        await stop.CancelAsync();
        LedgerSnapshot[] ledgers = [.. (await Task.WhenAll(runs)).Select(result => result.Summary.Ledger!)];
        balanced &= Array.TrueForAll(ledgers, ledger => ledger is { IsBalanced: true, InFlight: 0 });
        Print(length, meters, heap, resident, reads, balanced, cpu / wall, ledgers);
        return true;
    }

    private static async Task<(List<(double, double)> Heap, List<(double, double)> Resident, long Reads, bool Balanced, TimeSpan Cpu, TimeSpan Wall)> WatchAsync(
        CameraHost host, long began, TimeSpan length)
    {
        List<(double, double)> heap = [], resident = [];
        long reads = 0;
        bool balanced = true;
        TimeSpan cpu = Environment.CpuUsage.TotalTime, settledAt = Stopwatch.GetElapsedTime(began);
        double nextMemory = s_settled.TotalSeconds;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (Stopwatch.GetElapsedTime(began) is var now && now < length)
        {
            await timer.WaitForNextTickAsync();
            foreach (CameraStatus status in host.Status())
            {
                balanced &= status.Ledger?.IsBalanced ?? true;
                reads++;
            }

            if (now < s_settled && now < length / 2)
            {
                (cpu, settledAt) = (Environment.CpuUsage.TotalTime, now);
            }
            else if (now.TotalSeconds >= nextMemory)
            {
                nextMemory += 3;
                heap.Add((now.TotalSeconds, GC.GetTotalMemory(forceFullCollection: true) / 1024.0));
                resident.Add((now.TotalSeconds, Environment.WorkingSet / 1024.0));
            }
        }

        return (heap, resident, reads, balanced, Environment.CpuUsage.TotalTime - cpu, Stopwatch.GetElapsedTime(began) - settledAt);
    }

    private static void Print(
        TimeSpan length, LatencyMeter[] meters, List<(double, double)> heap, List<(double, double)> resident, long reads, bool balanced,
        double processors, LedgerSnapshot[] ledgers)
    {
        double[] latency = [.. meters.SelectMany(meter => meter.Milliseconds).Order()];
        double mean = ledgers.Average(ledger => ledger.Analyzed);
        var rows = new List<(string, string)>
        {
            ("cameras, seconds", Text($"{Cameras}, {length.TotalSeconds:0}")),
            ("frames received per second", Text($"{ledgers.Sum(ledger => ledger.Received) / length.TotalSeconds:F1}")),
            ("frames analyzed per second", Text($"{ledgers.Sum(ledger => ledger.Analyzed) / length.TotalSeconds:F1}")),
            ("frames dropped", Text($"{ledgers.Sum(ledger => ledger.Dropped.Values.Sum())} of {ledgers.Sum(ledger => ledger.Received)}: {Causes(ledgers)}")),
            ("account", Text($"{(balanced ? "exact" : "WRONG")} in {reads} readings and at the end")),
            ("least served camera beside the mean", Text($"{ledgers.Min(ledger => ledger.Analyzed) / mean:F3}")),
            ("processors busy", Text($"{processors:F2}")),
            ("capture to event, median", Text($"{Share(latency, 0.5):F1} ms")),
            ("capture to event, 95 %", Text($"{Share(latency, 0.95):F1} ms")),
        };
        if (heap.Count > 3)
        {
            rows.Add(("managed heap", Describe(heap)));
            rows.Add(("resident memory", Describe(resident)));
        }

        Console.WriteLine("| what | measured |");
        Console.WriteLine("| --- | --- |");
        foreach ((string name, string value) in rows)
            Console.WriteLine($"| {name} | {value} |");
    }

    private static string Causes(LedgerSnapshot[] ledgers) => string.Join(", ", ledgers.SelectMany(ledger => ledger.Dropped)
        .GroupBy(entry => entry.Key).Select(group => Text($"{group.Key} {group.Sum(entry => entry.Value)}")));

    private static string Describe(List<(double Seconds, double Value)> series)
    {
        Trend trend = Trend.Of(series);
        return Text($"{series[^1].Value / 1024:F1} MiB, {trend.PerMinute:+0;-0} ± {trend.Margin:F0} KiB per minute ({(trend.IsFlat ? "flat" : trend.PerMinute < 0 ? "shrinks" : "GROWS")})");
    }

    private static double Share(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)((sorted.Length - 1) * share)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

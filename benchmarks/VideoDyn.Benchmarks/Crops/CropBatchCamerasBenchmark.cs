using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Scheduling.Batching;

namespace VideoDyn.Benchmarks.Crops;

/// <summary>
/// Eight cameras on real actors whose crops go through together, against each its own: processor time of the whole run and of
/// its network. Rounds alternate; the ratio is the median over rounds of the ratio within a round.
/// </summary>
internal static class CropBatchCamerasBenchmark
{
    private const int Cameras = 8;
    private const int MostRounds = 30;
    private static readonly int[] s_sides = [96, 160, 224];

    /// <summary>Prints one line a size.</summary>
    public static void Run(BenchmarkOptions options) => Blocking.Run(() => RunAsync(Math.Min(options.Rounds, MostRounds)));

    private static async Task<bool> RunAsync(int rounds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rounds} rounds, {Cameras} cameras of street-vehicles from 19 s, 2 s each, yolox_nano_dynamic 416x416"));
        Console.WriteLine("| crops of | own runs, network ms a crop | shared, network ms a crop | gain per crop (quartiles) | gain of the whole run | crops a run |");
        Console.WriteLine("| --- | ---: | ---: | --- | ---: | ---: |");
        foreach (int side in s_sides)
        {
            var own = new List<(double Network, double All)>();
            var shared = new List<(double Network, double All)>();
            CropBatchCounts counts = default;
            for (int round = -1; round < rounds; round++)
            {
                bool sharedFirst = round % 2 == 0;
                ((double Network, double All) Time, CropBatchCounts Counts) first = await RunOnceAsync(side, sharedFirst), second = await RunOnceAsync(side, !sharedFirst);
                if (round < 0)
                    continue;
                (sharedFirst ? shared : own).Add(first.Time);
                (sharedFirst ? own : shared).Add(second.Time);
                counts = sharedFirst ? first.Counts : second.Counts;
            }

            double[] network = [.. own.Zip(shared, (one, other) => 1 - (other.Network / one.Network)).Order()];
            double[] all = [.. own.Zip(shared, (one, other) => 1 - (other.All / one.All)).Order()];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {side}x{side} | {Median(own) / counts.Crops:F2} | {Median(shared) / counts.Crops:F2} | {network[rounds / 2]:P1} ({network[rounds / 4]:P1} to {network[3 * rounds / 4]:P1}) | {all[rounds / 2]:P1} | {counts.Mean:F2} |"));
        }

        return true;
    }

    private static double Median(List<(double Network, double All)> times) => times.Select(time => time.Network).Order().ElementAt(times.Count / 2);

    // Processor time in milliseconds: of the network, and of everything.
    private static async Task<((double Network, double All) Time, CropBatchCounts Counts)> RunOnceAsync(int side, bool isShared)
    {
        var options = new AnalysisOptions
        {
            Input = BenchmarkData.Clip("street-vehicles.mp4"),
            Model = BenchmarkData.Model("yolox_nano_dynamic.onnx"),
            InputSize = "416x416",
            Region = string.Create(CultureInfo.InvariantCulture, $"crops:sizes={side},whole=0,refresh=60,scan=0,prior=0,detail=24,budget=2,max=4"),
            Start = TimeSpan.FromSeconds(19),
            Duration = TimeSpan.FromSeconds(2),
        };
        await using var host = new CameraHost(new CameraHostOptions { CropBatches = isShared ? new CropBatchOptions() : null });
        JobResult[] results = await Task.WhenAll(Enumerable.Range(0, Cameras).Select(number =>
            new RunJob(options, new JsonLinesSink(Stream.Null, "nowhere")).RunAsync(host, $"camera {number + 1}", _ => null, CancellationToken.None)));
        double network = results.Sum(result => result.Summary.Time!.Stages["inference"].Cpu), all = results.Sum(result => result.Summary.Time!.Cpu);
        return ((1000 * network, 1000 * all), host.CropBatches);
    }
}

using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Events.Sinks;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Scheduling.Batching;

namespace VideoDyn.Benchmarks.Crops;

/// <summary>
/// Eight cameras of one clip on real actors, their crops shared and not: crops in a run, and processor time of everything. Both ways
/// take turns.
/// </summary>
internal static class CropCameras
{
    private const int Cameras = 8;
    private const int Turns = 3;
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(4);

    /// <summary>Prints one line for recordings of a model of any size, and one for live cameras with a model of one size.</summary>
    public static void Run()
    {
        Console.WriteLine();
        Console.WriteLine("| eight cameras, --region crops | crops in a shared run | runs of more than one camera | processor s a second of stream: own runs | shared runs |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        Print("recordings, yolox_nano_dynamic", Options("yolox_nano_dynamic.onnx") with { Start = TimeSpan.FromSeconds(20), Duration = s_length });
        Print("live, yolox_nano (canvases)", Options("yolox_nano.onnx") with { Gate = "every-n:8", Live = new LiveOptions { Rate = 1, Loop = true } });
    }

    private static AnalysisOptions Options(string model) => new()
    {
        Input = BenchmarkData.Clip("street-vehicles.mp4"),
        Model = BenchmarkData.Model(model),
        Region = "crops",
    };

    private static void Print(string name, AnalysisOptions options)
    {
        TimeSpan own = TimeSpan.Zero, shared = TimeSpan.Zero;
        CropBatchCounts counts = default;
        for (int turn = 0; turn < Turns; turn++)
        {
            own += Blocking.Run(() => RunAsync(options, null)).Processor;
            (TimeSpan processor, counts) = Blocking.Run(() => RunAsync(options, new CropBatchOptions()));
            shared += processor;
        }

        double seconds = Turns * s_length.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {counts.Mean:F1} | {(counts.Runs == 0 ? 0 : (double)counts.SharedRuns / counts.Runs):P0} | {own.TotalSeconds / seconds:F2} | {shared.TotalSeconds / seconds:F2} |"));
    }

    private static async Task<(TimeSpan Processor, CropBatchCounts Counts)> RunAsync(AnalysisOptions options, CropBatchOptions? batches)
    {
        await using var host = new CameraHost(new CameraHostOptions { CropBatches = batches, ConnectionsPerSecond = 100, ConnectionBurst = Cameras });
        using var stop = new CancellationTokenSource();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Task<JobResult>[] runs =
        [
            .. Enumerable.Range(1, Cameras).Select(number => new RunJob(options, new JsonLinesSink(Stream.Null, "nowhere"))
                .RunAsync(host, $"camera {number}", _ => null, stop.Token)),
        ];
        if (options.IsLive)
        {
            // A live camera does not end by itself.
            using var timer = new PeriodicTimer(s_length);
            await timer.WaitForNextTickAsync();
            await stop.CancelAsync();
        }

        foreach (JobResult result in await Task.WhenAll(runs))
        {
            if (result.Error is { } error)
                throw error;
        }

        return (Environment.CpuUsage.TotalTime - before, host.CropBatches);
    }
}

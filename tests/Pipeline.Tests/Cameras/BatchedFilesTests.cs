using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Scheduling.Batching;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>A real detector on real actors: batches of several cameras change nothing about what is published.</summary>
public class BatchedFilesTests : LeaseGuard
{
    private const string Dynamic = "models/yolox_nano_dynamic.onnx";
    private const string Clip = "videos/street-vehicles.mp4";

    [SharedDataTheory(Dynamic, Clip)]
    [InlineData("crops:whole=0", 4)]
    [InlineData("auto", 2)]
    public async Task Files_WhoseCropsGoThroughTogether_GiveTheBytesOfEachAlone(string region, int cameras)
    {
        var options = new AnalysisOptions
        {
            Input = SharedData.PathOf(Clip),
            Model = SharedData.PathOf(Dynamic),
            InputSize = "416x416",
            Region = region,
            Duration = TimeSpan.FromSeconds(1),
        };
        (byte[][] expected, _) = await RunAsync(options, 1, null);
        Assert.NotEmpty(expected[0]);
        (byte[][] found, CropBatchCounts counts) = await RunAsync(options, cameras, new CropBatchOptions { Wait = TimeSpan.FromMilliseconds(20) });
        Assert.All(found, bytes => Assert.Equal(expected[0], bytes));
        Assert.True(counts.Runs > 0 && counts.Crops >= counts.Runs);
    }

    private static async Task<(byte[][] Events, CropBatchCounts Counts)> RunAsync(AnalysisOptions options, int cameras, CropBatchOptions? batches)
    {
        await using var host = new CameraHost(new CameraHostOptions { Workers = 2, CropBatches = batches });
        BytesOutput[] outputs = [.. Enumerable.Range(0, cameras).Select(_ => new BytesOutput())];
        JobResult[] results = await Task.WhenAll(outputs.Select((output, number) =>
            new RunJob(options, output).RunAsync(host, $"camera {number}", _ => null, CancellationToken.None)));
        Assert.All(results, result => Assert.Equal(("done", true, 0), (result.Summary.Status, result.Summary.Ledger!.IsBalanced, result.Summary.Ledger.InFlight)));
        // What a run took of the network is booked to the cameras that it was for.
        Assert.All(results, result => Assert.True(result.Summary.Time!.Stages["inference"] is { Wall: > 0, Cpu: > 0 }));
        Assert.Equal(0, host.Analyzers.Crops?.Count ?? 0);
        return ([.. outputs.Select(output => output.ToArray())], host.CropBatches);
    }
}

using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Benchmarks.Tensorize;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Crops;
using VideoDyn.Media.Pixels;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Benchmarks.Crops;

/// <summary>
/// One crop each of eight cameras, the whole way from the frame to the boxes: prepared by each, run together, read by each; against each
/// camera its own. Processor time of one thread; rounds alternate, the ratio is the median over rounds of the ratio within a round.
/// </summary>
internal static class CropBatchCamerasBenchmark
{
    private const int Cameras = 8;
    private static readonly int[] s_sides = [96, 160, 224];

    /// <summary>Prints one line a size.</summary>
    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Rounds} rounds, 1 thread, yolox_nano_dynamic"));
        Console.WriteLine("| crop | each its own run, ms a crop | eight in one run, ms a crop | gain per crop (quartiles) |");
        Console.WriteLine("| --- | ---: | ---: | --- |");
        using FrameLease frame = new BenchFrame(1920, 1080);
        foreach (int side in s_sides)
        {
            var model = new ModelOptions { ModelPath = BenchmarkData.Model("yolox_nano_dynamic.onnx"), InputSize = new InputSize(416, 416) };
            var crops = new CropOptions { Sizes = [new InputSize(side, side)] };
            using SharedCropModel shared = CropAnalyzer.LoadShared(model, crops);
            CropAnalyzer[] cameras = [.. Enumerable.Range(0, Cameras).Select(_ => CropAnalyzer.Share(shared, crops, new FrameTensorizer()))];
            RegionPlan.CropPlan[] plans = [.. Enumerable.Range(0, Cameras).Select(index => Plan(side, 200 * index))];
            var tickets = new CropTicket[Cameras];
            var seen = new Observations();
            double[] alone = new double[options.Rounds], together = new double[options.Rounds], ratios = new double[options.Rounds];
            for (int round = -2; round < options.Rounds; round++)
            {
                double own = round % 2 == 0 ? Measure(Own) : 0, batch = Measure(Together);
                own = round % 2 == 0 ? own : Measure(Own);
                if (round >= 0)
                    (alone[round], together[round], ratios[round]) = (own, batch, batch / own);
            }

            Print(side, alone, together, ratios);
            foreach (CropAnalyzer camera in cameras)
                camera.Dispose();

            void Own()
            {
                for (int index = 0; index < Cameras; index++)
                    cameras[index].Analyze(frame, plans[index], seen);
            }

            void Together()
            {
                for (int index = 0; index < Cameras; index++)
                    tickets[index] = cameras[index].Begin(frame, plans[index], seen)[0];
                tickets[0].Lane.Run(tickets);
                for (int index = 0; index < Cameras; index++)
                    cameras[index].Complete(frame, plans[index], seen);
            }
        }

        CropCameras.Run();
    }

    private static RegionPlan.CropPlan Plan(int side, int left) =>
        new RegionPlan.CropPlan([new CropArea(new BoundingBox(left, 400, left + side, 400 + side), side, side, CropReason.Track)], [], FullView: false);

    private static void Print(int side, double[] alone, double[] together, double[] ratios)
    {
        Array.Sort(alone);
        Array.Sort(together);
        Array.Sort(ratios);
        int count = ratios.Length;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {side}x{side} | {alone[count / 2] / Cameras:F2} | {together[count / 2] / Cameras:F2} | {1 - ratios[count / 2]:P1} ({1 - ratios[3 * count / 4]:P1} to {1 - ratios[count / 4]:P1}) |"));
    }

    // Processor time, so that others on the machine change little.
    private static double Measure(Action run)
    {
        var clock = new StageClock(ProcessorScope.Thread);
        clock.Resume(Stage.Inference);
        run();
        clock.Enter(Stage.Rest);
        return clock.Cpu(Stage.Inference).TotalMilliseconds;
    }
}

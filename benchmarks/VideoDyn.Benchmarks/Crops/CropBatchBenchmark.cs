using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Measuring;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Benchmarks.Crops;

/// <summary>
/// Crops of eight cameras in one batch against one at a time, by size of the crop: processor time of one thread per crop. Rounds
/// alternate, the ratio is the median over rounds of the ratio within a round.
/// </summary>
internal static class CropBatchBenchmark
{
    private const int Cameras = 8;
    private static readonly int[] s_sides = [96, 160, 224, 320];

    /// <summary>Prints one line a size.</summary>
    public static void Run(BenchmarkOptions options)
    {
        using OnnxSession session = OnnxSession.Open(BenchmarkData.Model("yolox_nano_dynamic.onnx"), new OnnxSessionSettings());
        string input = session.Inputs[0].Name;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Rounds} rounds, 1 thread, yolox_nano_dynamic"));
        Console.WriteLine("| crop | one at a time, ms a crop | batch of 8, ms a crop | gain per crop (quartiles) |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (int side in s_sides)
        {
            using OnnxBinding one = session.Bind(new Dictionary<string, long[]> { [input] = [1, 3, side, side] });
            using OnnxBinding all = session.Bind(new Dictionary<string, long[]> { [input] = [Cameras, 3, side, side] });
            double[] alone = new double[options.Rounds], together = new double[options.Rounds], ratios = new double[options.Rounds];
            for (int round = -2; round < options.Rounds; round++)
            {
                double single = round % 2 == 0 ? Alone(one) : 0;
                double batch = Measure(all.Run);
                single = round % 2 == 0 ? single : Alone(one);
                if (round >= 0)
                    (alone[round], together[round], ratios[round]) = (single, batch, batch / single);
            }

            Array.Sort(alone);
            Array.Sort(together);
            Array.Sort(ratios);
            int middle = options.Rounds / 2, low = options.Rounds / 4, high = 3 * options.Rounds / 4;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {side}x{side} | {alone[middle] / Cameras:F2} | {together[middle] / Cameras:F2} | {1 - ratios[middle]:P1} ({1 - ratios[high]:P1} to {1 - ratios[low]:P1}) |"));
        }
    }

    private static double Alone(OnnxBinding one) => Measure(() =>
    {
        for (int camera = 0; camera < Cameras; camera++)
            one.Run();
    });

    // Processor time, so that others on the machine change little.
    private static double Measure(Action run)
    {
        var clock = new StageClock();
        clock.Resume(Stage.Inference);
        run();
        clock.Enter(Stage.Rest);
        return clock.Cpu(Stage.Inference).TotalMilliseconds;
    }
}

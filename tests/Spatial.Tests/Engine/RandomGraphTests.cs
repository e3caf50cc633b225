using VideoDyn.Core.Kernels;
using VideoDyn.Core.Plans;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Spatial.Tests.Engine;

public class RandomGraphTests
{
    private const int Batch = 60;

    public static TheoryData<KernelVariant, int> Batches()
    {
        var data = new TheoryData<KernelVariant, int>();
        foreach (KernelVariant variant in InstructionSet.Supported)
        {
            for (int batch = 0; batch < 4; batch++)
                data.Add(variant, batch);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void FullPass_OfRandomGraphsBetweenGuardPages_EqualsOnnxRuntime(KernelVariant variant, int batch)
    {
        for (int seed = batch * Batch; seed < (batch + 1) * Batch; seed++)
        {
            RandomGraph graph = RandomGraph.Create(seed);
            if (!TryPlan(graph, seed, variant, 16, out EnginePlan? plan))
                continue;
            using EngineInstance instance = plan!.CreateInstance();
            using var reference = new OrtReference(graph.Model);
            float[] picture = Pictures.Noise(graph.Shape.Aggregate(1L, (a, b) => a * b), seed);
            (long[] Shape, float[] Values)[] expected = reference.Run(("x", graph.Shape, picture));
            instance.Poison(float.NaN);
            instance.RunFull(picture);
            Assert.True(plan.Report.Cuts.Count == 0, $"seed {seed}: {string.Join("; ", plan.Report.Cuts)}");
            for (int i = 0; i < expected.Length; i++)
                Closeness.Require($"seed {seed}, output {i}", expected[i].Values, instance.Output(i));
            Assert.Equal(plan.DenseMacs, instance.LastMacs);
            if (!graph.Model.Graph.Nodes.Any(node => node.Is("ConvTranspose")))
                Assert.Equal(plan.Report.EngineMacs, instance.LastMacs);
            plan.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void AnySequenceOfMasks_EqualsTheMaskedReference(KernelVariant variant, int batch) => EqualTheMaskedReference(variant, batch, 1000, 0);

    [Theory]
    [MemberData(nameof(Batches))]
    public void AnySequenceOfMasks_InTwoResolutions_EqualsTheMaskedReference(KernelVariant variant, int batch) => EqualTheMaskedReference(variant, batch, 3000, 4);

    private static void EqualTheMaskedReference(KernelVariant variant, int batch, int first, int halvedStride)
    {
        for (int seed = first + (batch * 15); seed < first + ((batch + 1) * 15); seed++)
        {
            RandomGraph graph = RandomGraph.Create(seed, forMasks: true);
            const int BlockSize = 8;
            if (!TryPlan(graph, seed, variant, BlockSize, out EnginePlan? plan, halvedStride: halvedStride))
                continue;
            using EngineInstance instance = plan!.CreateInstance();
            using var reference = new MaskedReference(graph.Model, graph.Shape, BlockSize);
            long count = graph.Shape.Aggregate(1L, (a, b) => a * b);
            var random = new Random(seed);
            instance.Poison(float.NaN);
            for (int frame = 0; frame < 5; frame++)
            {
                float[] picture = Pictures.Noise(count, (seed * 10) + frame);
                BlockMask mask = plan.NewMask();
                BlockMask? halved = halvedStride > 0 ? plan.NewMask() : null;
                for (int row = 0; row < mask.Rows; row++)
                {
                    for (int column = 0; column < mask.Columns; column++)
                    {
                        mask[row, column] = random.NextDouble() < 0.3;
                        if (halved is not null)
                            halved[row, column] = random.NextDouble() < 0.5;
                    }
                }

                instance.Run(picture, mask, halved);
                Assert.Equal(frame == 0, instance.LastRunWasFull);
                reference.Run(picture, frame == 0 ? null : mask, halved, halvedStride);
                for (int i = 0; i < instance.Outputs.Count; i++)
                    Closeness.Require($"seed {seed}, frame {frame}, output {i}", reference.Value(instance.Outputs[i].Name), instance.Output(i));
            }

            plan.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void DilatedMasks_EqualADensePassOverWhatTheBlocksHeldLast_BitForBit(KernelVariant variant, int batch) =>
        EqualADensePass(MaskRule.Dilated, variant, batch);

    [Theory]
    [MemberData(nameof(Batches))]
    public void ChangesWithoutAThreshold_EqualADensePassOverWhatTheBlocksHeldLast_BitForBit(KernelVariant variant, int batch) =>
        EqualADensePass(MaskRule.Changes, variant, batch);

    private static void EqualADensePass(MaskRule rule, KernelVariant variant, int batch)
    {
        for (int seed = 2000 + (batch * 15); seed < 2000 + ((batch + 1) * 15); seed++)
        {
            RandomGraph graph = RandomGraph.Create(seed, forMasks: seed % 2 == 0);
            const int BlockSize = 8;
            if (!TryPlan(graph, seed, variant, BlockSize, out EnginePlan? plan, rule))
                continue;
            using EngineInstance instance = plan!.CreateInstance(), dense = plan.CreateInstance();
            float[] held = Pictures.Noise(graph.Shape.Aggregate(1L, (a, b) => a * b), seed);
            var random = new Random(seed);
            instance.Poison(float.NaN);
            instance.RunFull(held);
            for (int frame = 1; frame < 5; frame++)
            {
                BlockMask mask = plan.NewMask();
                for (int block = 0; block < mask.Columns * mask.Rows; block++)
                    mask[block / mask.Columns, block % mask.Columns] = random.NextDouble() < 0.05 * frame;
                float[] picture = Pictures.Noise(held.Length, (seed * 10) + frame);
                TakeActive(picture, mask, BlockSize, plan, held);

                instance.Run(picture, mask);
                dense.RunFull(held);

                for (int i = 0; i < instance.Outputs.Count; i++)
                    Assert.True(dense.Output(i).SequenceEqual(instance.Output(i)), $"seed {seed}, frame {frame}, output {i}");
                Assert.InRange(instance.LastMacs, 0, dense.LastMacs);
            }

            plan.Dispose();
        }
    }

    private static void TakeActive(float[] picture, BlockMask mask, int blockSize, EnginePlan plan, float[] held)
    {
        int colours = held.Length / (plan.InputHeight * plan.InputWidth);
        for (int i = 0; i < held.Length; i++)
        {
            int pixel = plan.IsPacked ? i / colours : i % (plan.InputHeight * plan.InputWidth);
            int row = Math.Min(pixel / plan.InputWidth / blockSize, mask.Rows - 1), column = Math.Min(pixel % plan.InputWidth / blockSize, mask.Columns - 1);
            if (mask[row, column])
                held[i] = picture[i];
        }
    }

    // Seeds whose graph happens to hold no convolution are nothing for the engine.
    private static bool TryPlan(RandomGraph graph, int seed, KernelVariant variant, int blockSize, out EnginePlan? plan, MaskRule rule = MaskRule.Blocks, int halvedStride = 0)
    {
        plan = null;
        if (!graph.Model.Graph.Nodes.Any(node => node.Is("Conv") && graph.Model.Graph.Outputs.Any(output => Depends(graph, output.Name, node.Outputs[0]))))
            return false;
        plan = EnginePlan.Create(
            graph.Model, graph.Shape, new EnginePlanOptions { BlockSize = blockSize, MaskRule = rule, ChangeThreshold = 0, HalvedStride = halvedStride, Kernels = variant, Threads = 1 + (seed % 2) }, () => new GuardedMemory(seed % 3 > 0));
        return true;
    }

    private static bool Depends(RandomGraph graph, string value, string on) =>
        value == on || (graph.Model.Graph.Producer(value) is { } node && node.Reads.Any(read => Depends(graph, read, on)));
}

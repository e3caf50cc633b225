using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;
using VideoDyn.Temporal.Signals.Kernels;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Signals.Kernels;

public sealed class CellPassTests : LeaseGuard
{
    public static TheoryData<KernelVariant, int, int, int, int> Cases()
    {
        var data = new TheoryData<KernelVariant, int, int, int, int>();
        foreach (KernelVariant variant in InstructionSet.Supported)
        {
            foreach ((int width, int height) in new[] { (1280, 96), (97, 61), (33, 40), (31, 9), (5, 3), (640, 8), (9000, 9) })
            {
                data.Add(variant, width, height, 416, 32);
                data.Add(variant, width, height, 64, 64);
                data.Add(variant, width, height, 96, 8);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_AnyVariant_EqualsThePlainSums(KernelVariant variant, int width, int height, int side, int blockSize)
    {
        var grid = new BlockGrid(new InputSpec { Width = side, Height = side }, blockSize, width, height);
        var format = new FrameFormat(width, height, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Limited);
        using TestFrame current = new TestFrame(format, padding: 3).FillNoise(1);
        using TestFrame reference = new TestFrame(format, padding: 11).FillNoise(2);
        var random = new Random(3);
        byte[] zones = [.. Enumerable.Range(0, grid.Length).Select(_ => (byte)random.Next(255))];
        var sums = new CellSums[grid.Length];
        using var pass = new CellPass(variant);

        pass.Run(grid, current.Luma, reference.Luma, zones, sums);

        for (int cell = 0; cell < sums.Length; cell++)
            Assert.Equal(Plain(grid, cell, current.Luma, reference.Luma, zones[cell]), Text(sums[cell]));
    }

    private static string Text(in CellSums sums) => $"{sums.Absolute} {sums.Brighter} {sums.Beyond} {sums.Maximum}";

    private static string Plain(BlockGrid grid, int cell, FramePlane current, FramePlane reference, int zone)
    {
        PixelRange columns = grid.Column(cell % grid.Columns);
        PixelRange rows = grid.Row(cell / grid.Columns);
        List<int> differences =
        [
            .. from y in Enumerable.Range(rows.Start, rows.Length)
               from x in Enumerable.Range(columns.Start, columns.Length)
               select current.Row(y)[x] - reference.Row(y)[x],
        ];
        return $"{differences.Sum(Math.Abs)} {differences.Where(d => d > 0).Sum()} " +
            $"{differences.Count(d => Math.Abs(d) > zone)} {differences.Select(Math.Abs).DefaultIfEmpty().Max()}";
    }
}

using VideoDyn.Core.Plans;

namespace VideoDyn.Benchmarks.Engine;

/// <summary>Seeded masks whose active blocks hang together in a few clusters, as moving objects do.</summary>
internal static class ClusteredMask
{
    /// <summary>Activates a share of the blocks by growing clusters from random seeds.</summary>
    public static void Fill(BlockMask mask, double share, int seed)
    {
        int wanted = Math.Clamp((int)Math.Round(share * mask.Length), 1, mask.Length);
        mask.Fill(wanted == mask.Length);
        if (wanted == mask.Length)
            return;
        var random = new Random(seed);
        var grown = new List<(int Row, int Column)>();
        int seeds = Math.Clamp(wanted / 12, 1, 3);
        while (grown.Count < seeds)
            TryAdd(mask, grown, random.Next(mask.Rows), random.Next(mask.Columns));
        while (grown.Count < wanted)
        {
            (int row, int column) = grown[random.Next(grown.Count)];
            int step = random.Next(4);
            TryAdd(mask, grown, row + (step == 0 ? 1 : step == 1 ? -1 : 0), column + (step == 2 ? 1 : step == 3 ? -1 : 0));
        }
    }

    private static void TryAdd(BlockMask mask, List<(int Row, int Column)> grown, int row, int column)
    {
        if (row < 0 || column < 0 || row >= mask.Rows || column >= mask.Columns || mask[row, column])
            return;
        mask[row, column] = true;
        grown.Add((row, column));
    }
}

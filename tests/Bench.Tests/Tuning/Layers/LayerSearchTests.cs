using VideoDyn.Bench.Tuning.Layers;

namespace VideoDyn.Bench.Tests.Tuning.Layers;

public class LayerSearchTests
{
    // A model of four layers: each loses in proportion to its threshold, at a price of its own, and spares work alike.
    private static readonly double[] s_prices = [0.5, 0.001, 0.001, 0.5];

    [Fact]
    public void FrontToBack_GivesRoomToLayersThatLoseLittle()
    {
        var search = new LayerSearch(Evaluate);
        var done = new List<int>();

        double[] found = search.FrontToBack(4, 1, 0.98, done.Add)!;

        Assert.True(Evaluate(found).Agreement >= 0.98, "the target is kept");
        Assert.True(found[1] > 10 * found[0] && found[2] > 10 * found[3], string.Join(' ', found));
        Assert.Equal([1, 2, 3, 4], done);
    }

    [Fact]
    public void FrontToBack_IsCheaperThanOneThreshold_WhereLayersDiffer()
    {
        var search = new LayerSearch(Evaluate);
        long single = Evaluate(search.Single(4, 0.98)!).Macs;
        long byLayer = Evaluate(search.FrontToBack(4, 1, 0.98, _ => { })!).Macs;
        Assert.True(byLayer < 0.8 * single, $"{byLayer} against {single}");
    }

    [Fact]
    public void FrontToBack_Together_GivesNeighboursOneThreshold()
    {
        double[] found = new LayerSearch(Evaluate).FrontToBack(4, 2, 0.9, _ => { })!;
        Assert.Equal((found[0], found[2]), (found[1], found[3]));
    }

    [Fact]
    public void Search_MissedTargetWithoutThresholds_FindsNothing()
    {
        var search = new LayerSearch(_ => (0.9, 100));
        Assert.Null(search.Single(4, 0.95));
        Assert.Null(search.FrontToBack(4, 1, 0.95, _ => { }));
    }

    [Fact]
    public void Raise_ThatSparesNothing_IsNotTaken()
    {
        double[] found = new LayerSearch(_ => (1, 100)).FrontToBack(3, 1, 0.9, _ => { })!;
        Assert.All(found, value => Assert.Equal(0.1, value));
    }

    private static (double Agreement, long Macs) Evaluate(double[] values)
    {
        double loss = 0, macs = 0;
        for (int layer = 0; layer < values.Length; layer++)
        {
            loss += s_prices[layer] * values[layer];
            macs += 1_000_000 / (1 + (10 * values[layer]));
        }

        return (1 - loss, (long)macs);
    }
}

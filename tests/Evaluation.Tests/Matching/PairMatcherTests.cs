using VideoDyn.Evaluation.Matching;

namespace VideoDyn.Evaluation.Tests.Matching;

public class PairMatcherTests
{
    [Fact]
    public void Solve_RandomSparsePairs_EqualsBruteForce()
    {
        var random = new Random(3);
        var matcher = new PairMatcher();
        for (int round = 0; round < 1500; round++)
        {
            int left = random.Next(7);
            int right = random.Next(7);
            double density = random.NextDouble();
            var weights = new double[left, right];
            matcher.Begin(left, right);
            for (int l = 0; l < left; l++)
            {
                for (int r = 0; r < right; r++)
                {
                    if (random.NextDouble() >= density)
                        continue;
                    weights[l, r] = round % 3 == 0 ? 1 : random.NextDouble() + 0.01;
                    matcher.Add(l, r, weights[l, r]);
                }
            }

            matcher.Solve();

            double total = 0;
            for (int l = 0; l < left; l++)
            {
                int partner = matcher.PartnerOfLeft(l);
                if (partner < 0)
                    continue;
                Assert.True(weights[l, partner] > 0, "only named pairs may be matched");
                Assert.Equal(l, matcher.PartnerOfRight(partner));
                total += weights[l, partner];
            }

            Assert.Equal(Greatest(weights, 0, 0), total, 9);
        }
    }

    [Fact]
    public void Solve_GreedyWouldLoseAPair_KeepsBoth()
    {
        var matcher = new PairMatcher();
        matcher.Begin(2, 2);
        matcher.Add(0, 0, 0.9);
        matcher.Add(0, 1, 0.6);
        matcher.Add(1, 0, 0.6);

        matcher.Solve();

        Assert.Equal((1, 0), (matcher.PartnerOfLeft(0), matcher.PartnerOfLeft(1)));
    }

    [Fact]
    public void Add_OutsideOrWorthless_Throws()
    {
        var matcher = new PairMatcher();
        matcher.Begin(1, 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => matcher.Add(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => matcher.Add(0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => matcher.Add(0, 0, double.NaN));
    }

    private static double Greatest(double[,] weights, int row, int used)
    {
        if (row == weights.GetLength(0))
            return 0;
        double best = Greatest(weights, row + 1, used);
        for (int column = 0; column < weights.GetLength(1); column++)
        {
            if (weights[row, column] > 0 && (used >> column & 1) == 0)
                best = Math.Max(best, weights[row, column] + Greatest(weights, row + 1, used | 1 << column));
        }

        return best;
    }
}

using VideoDyn.Spatial.Policies.Online;

namespace VideoDyn.Spatial.Tests.Policies.Online;

public class PolicyNetTests
{
    [Theory]
    [InlineData(4, 3, 5)]
    [InlineData(1, 1, 2)]
    [InlineData(7, 2, 34)]
    public void Backward_EqualsFiniteDifferences(int columns, int rows, int channels)
    {
        PolicyNet net = Random(columns, rows, channels);
        float[] loss = [.. Enumerable.Range(0, columns * rows).Select(block => MathF.Sin(block + 1))];
        net.Forward();
        net.Backward(loss);
        float[] gradient = [.. net.Gradient];

        const float step = 1e-3f;
        for (int parameter = 0; parameter < net.Parameters.Length; parameter += Math.Max(1, net.Parameters.Length / 400))
        {
            float kept = net.Parameters[parameter];
            net.Parameters[parameter] = kept + step;
            double above = Loss(net, loss);
            net.Parameters[parameter] = kept - step;
            double below = Loss(net, loss);
            net.Parameters[parameter] = kept;
            Assert.Equal((above - below) / (2 * step), gradient[parameter], 0.02 + (0.02 * Math.Abs(gradient[parameter])));
        }
    }

    [Fact]
    public void Forward_EqualsTheConvolutionWrittenOut()
    {
        const int columns = 5, rows = 4, channels = 3;
        PolicyNet net = Random(columns, rows, channels);
        net.Forward();

        float[] hidden = new float[columns * rows * PolicyNet.Hidden];
        int wide = (channels * 9) + 1;
        for (int block = 0; block < columns * rows; block++)
        {
            for (int channel = 0; channel < PolicyNet.Hidden; channel++)
            {
                float sum = net.Parameters[(channel * wide) + wide - 1];
                for (int place = 0; place < 9; place++)
                {
                    for (int c = 0; c < channels; c++)
                        sum += net.Parameters[(channel * wide) + (place * channels) + c] * At(net.Input, block, place, c, channels);
                }

                hidden[(block * PolicyNet.Hidden) + channel] = MathF.Max(0, sum);
            }
        }

        for (int block = 0; block < columns * rows; block++)
        {
            float sum = net.Parameters[^1];
            for (int place = 0; place < 9; place++)
            {
                for (int c = 0; c < PolicyNet.Hidden; c++)
                    sum += net.Parameters[(PolicyNet.Hidden * wide) + (place * PolicyNet.Hidden) + c] * At(hidden, block, place, c, PolicyNet.Hidden);
            }

            Assert.Equal(sum, net.Logits[block], 1e-4f);
        }

        static float At(float[] map, int block, int place, int channel, int count)
        {
            (int y, int x) = ((block / columns) + (place / 3) - 1, (block % columns) + (place % 3) - 1);
            return y is < 0 or >= rows || x is < 0 or >= columns ? 0 : map[(((y * columns) + x) * count) + channel];
        }
    }

    [Fact]
    public void RmsProp_GoesDownAQuadratic()
    {
        float[] weights = [3, -2];
        var optimizer = new RmsProp(2);
        for (int step = 0; step < 2000; step++)
            optimizer.Step(0, weights, [2 * (weights[0] - 1), 20 * (weights[1] - 1)], 0.01f);
        Assert.All(weights, weight => Assert.Equal(1, weight, 0.05f));
    }

    private static double Loss(PolicyNet net, float[] by)
    {
        net.Forward();
        double sum = 0;
        for (int block = 0; block < by.Length; block++)
            sum += by[block] * net.Logits[block];
        return sum;
    }

    private static PolicyNet Random(int columns, int rows, int channels)
    {
        var net = new PolicyNet(columns, rows, channels);
        var lots = new Lots(7, 1);
        for (int i = 0; i < net.Parameters.Length; i++)
            net.Parameters[i] = 0.3f * lots.NextNormal();
        for (int i = 0; i < net.Input.Length; i++)
            net.Input[i] = lots.NextNormal();
        return net;
    }
}

using System.Numerics;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Spatial.Analysis;

namespace VideoDyn.Spatial.Tests.Analysis;

/// <summary>Which blocks are simple: the distance of pixels from the mean of their 4 x 4 neighbours, in code values.</summary>
public class BlockDetailTests
{
    private const int Width = 96;
    private const int Height = 64;

    [Theory]
    [InlineData(TensorLayout.Nchw, 1f, 1f)]
    [InlineData(TensorLayout.Nhwc, 1f, 1f)]
    [InlineData(TensorLayout.Nchw, 0.00392156862745098f, 0.225f)]
    public void Look_BlocksOfKnownDetail_FindsTheSimpleOnesWhateverTheNumbers(TensorLayout layout, float scale, float std)
    {
        var input = new InputSpec { Width = Width, Height = Height, Layout = layout, Scale = scale, Std = new Vector3(1, std, 1), Mean = new Vector3(0, 0.4f, 0) };
        // Flat; a slope of one code value, which is one from the mean of its 4 pixels; stripes 2.9 and 3.1 from it.
        float[] tensor = Tensor(input, (x, y) => (y / 32, x / 32) switch
        {
            (0, 0) => 90,
            (0, 1) => x,
            (0, 2) => (x & 1) == 0 ? 100 : 105.8f,
            (1, 0) => (y & 1) == 0 ? 100 : 106.2f,
            _ => 50,
        });
        var detail = new BlockDetail(input, 32, 3);

        detail.Look(tensor, null);

        Assert.Equal([true, true, true, false, true, true], Enumerable.Range(0, 6).Select(block => detail.Simple[block / 3, block % 3]));
    }

    [Fact]
    public void Look_OnlyAtSomeBlocks_LeavesTheOthersOut()
    {
        var input = new InputSpec { Width = Width, Height = Height };
        var detail = new BlockDetail(input, 32, 3);
        var mask = new BlockMask(3, 2) { [1, 2] = true };
        detail.Look(Tensor(input, (_, _) => 7), null);
        Assert.Equal(6, detail.Simple.Count);

        detail.Look(Tensor(input, (_, _) => 7), mask);

        Assert.Equal((1, true), (detail.Simple.Count, detail.Simple[1, 2]));
    }

    [Fact]
    public void Look_BlocksThatLeaveTheInput_AreJudgedByWhatIsThere()
    {
        var input = new InputSpec { Width = 40, Height = 36 };
        var detail = new BlockDetail(input, 32, 3);

        detail.Look(Tensor(input, (x, y) => x >= 32 && y >= 32 && (x & 1) == 0 ? 200 : 20), null);

        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(block => detail.Simple[block / 2, block % 2]));
    }

    private static float[] Tensor(InputSpec input, Func<int, int, float> code)
    {
        var tensor = new float[3 * input.Width * input.Height];
        for (int y = 0; y < input.Height; y++)
        {
            for (int x = 0; x < input.Width; x++)
            {
                float value = ((code(x, y) * input.Scale) - input.Mean.Y) / input.Std.Y;
                int pixel = (y * input.Width) + x;
                tensor[input.Layout == TensorLayout.Nhwc ? (3 * pixel) + 1 : (input.Width * input.Height) + pixel] = value;
            }
        }

        return tensor;
    }
}

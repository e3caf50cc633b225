using VideoDyn.Core.Detections;

namespace VideoDyn.Core.Tests.Detections;

public class BoundingBoxTests
{
    [Theory]
    [InlineData(0, 0, 10, 10, 1)]
    [InlineData(5, 0, 15, 10, 1 / 3f)]
    [InlineData(10, 0, 20, 10, 0)]
    [InlineData(2, 2, 4, 4, 0.04)]
    [InlineData(8, 8, 3, 3, 0)]
    public void IntersectionOverUnion_KnownBoxes_IsExact(float x1, float y1, float x2, float y2, float expected)
    {
        var box = new BoundingBox(0, 0, 10, 10);

        Assert.Equal(expected, box.IntersectionOverUnion(new(x1, y1, x2, y2)), 6);
    }

    [Fact]
    public void ClampTo_BoxBeyondTheFrame_KeepsTheInside() =>
        Assert.Equal(new(0, 2, 8, 6), new BoundingBox(-3, 2, 30, 9).ClampTo(8, 6));

    [Fact]
    public void Area_SwappedEdges_IsZero() => Assert.Equal(0, new BoundingBox(5, 5, 1, 9).Area);
}

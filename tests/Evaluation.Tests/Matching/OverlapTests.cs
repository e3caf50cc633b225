using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Matching;

namespace VideoDyn.Evaluation.Tests.Matching;

public class OverlapTests
{
    [Theory]
    [InlineData(10, 1.0)]
    [InlineData(7, 0.7)]
    [InlineData(5, 0.5)]
    [InlineData(0, 0.0)]
    [InlineData(-3, 0.0)]
    public void IntersectionOverUnion_PartOfABox_IsTheExactRatio(float width, double expected) =>
        Assert.Equal(expected, Overlap.IntersectionOverUnion(new(0, 0, 10, 10), new(0, 0, width, 10)));

    [Fact]
    public void ShareInside_HalfInALargeRegion_IsHalf() =>
        Assert.Equal(0.5, Overlap.ShareInside(new(-5, 0, 5, 10), new(0, 0, 1000, 1000)));

    [Fact]
    public void Area_SwappedEdges_IsZero() => Assert.Equal(0, Overlap.Area(new BoundingBox(5, 5, 1, 9)));
}

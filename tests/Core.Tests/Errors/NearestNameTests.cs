using VideoDyn.Core.Errors;

namespace VideoDyn.Core.Tests.Errors;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("persn", "person")]
    [InlineData("Person", "person")]
    [InlineData("motorcyle", "motorcycle")]
    [InlineData("zzz", null)]
    [InlineData("", null)]
    public void Find_OffersOnlyWhatIsNear(string name, string? expected) =>
        Assert.Equal(expected, NearestName.Find(name, ["person", "motorcycle", "traffic light"]));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("same", "same", 0)]
    public void Distance_CountsEdits(string first, string second, int expected) => Assert.Equal(expected, NearestName.Distance(first, second));
}

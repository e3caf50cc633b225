namespace VideoDyn.Actors.Tests;

public class ActorPathTests
{
    private static readonly ActorPath s_decoder = ActorPath.Root.Child("cameras").Child("gate-3").Child("decoder");

    [Fact]
    public void ToString_NestedPath_ReadsFromTheRoot()
    {
        Assert.Equal("/cameras/gate-3/decoder", s_decoder.ToString());
        Assert.Equal("/", ActorPath.Root.ToString());
    }

    [Fact]
    public void Equals_SameParts_ComparesByValue()
    {
        ActorPath same = ActorPath.Root.Child("cameras").Child("gate-3").Child("decoder");

        Assert.Equal(s_decoder, same);
        Assert.Equal(s_decoder.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(s_decoder, s_decoder.Parent);
        Assert.NotEqual(s_decoder, ActorPath.Root.Child("cameras").Child("gate-4").Child("decoder"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a/b")]
    [InlineData("$1")]
    [InlineData("tab\t")]
    public void Child_BadName_IsRefused(string name) => Assert.Throws<ArgumentException>(() => ActorPath.Root.Child(name));
}

namespace VideoDyn.Synth.Tests;

/// <summary>Where the camera hangs.</summary>
public class ViewpointTests
{
    [Theory]
    [InlineData("plaza")]
    [InlineData("corridor")]
    public void Viewpoint_OfASeed_IsAnotherViewOfTheSameSceneAndRepeats(string scene)
    {
        byte[] own = First(scene, 0, 5), moved = First(scene, 1, 5);

        Assert.Equal(moved, First(scene, 1, 5));
        Assert.NotEqual(own, moved);
        Assert.NotEqual(moved, First(scene, 1, 6));
    }

    [Fact]
    public void Viewpoint_BeyondItsRange_IsRefusedByName()
    {
        var options = new SynthOptions { Scene = "plaza", Viewpoint = 1.5 };
        Assert.Contains("viewpoint", Assert.Throws<Core.Errors.VideoDynException>(options.Validate).Message, StringComparison.Ordinal);
    }

    private static byte[] First(string scene, double viewpoint, int seed)
    {
        var renderer = new SceneRenderer(new SynthOptions { Scene = scene, Seed = seed, Viewpoint = viewpoint, Width = 320, Height = 192, People = 0 });
        renderer.Render(0);
        return renderer.Luma.ToArray();
    }
}

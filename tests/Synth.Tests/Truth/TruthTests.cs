using VideoDyn.Synth.Scenes;
using VideoDyn.Synth.Truth;

namespace VideoDyn.Synth.Tests.Truth;

/// <summary>The truth is what the pictures show.</summary>
public class TruthTests
{
    [Fact]
    public void Box_OfOneObject_IsTheOutlineOfItsMask()
    {
        SynthOptions options = Small.Clip("plaza") with { People = 1, Bicycles = 0, Dogs = 0, Duration = TimeSpan.FromSeconds(20), FramesPerSecond = 5 };
        var renderer = new SceneRenderer(options);
        byte[] mask = new byte[options.Width * options.Height];
        int compared = 0;
        for (int frame = 0; frame < options.FrameCount; frame += 3)
        {
            renderer.Render(frame);
            if (renderer.Truth is not [{ Visibility: 1 } only])
                continue;
            renderer.CopyMask(mask);
            int[] columns = [.. Enumerable.Range(0, mask.Length).Where(i => mask[i] == (byte)SceneClass.Person).Select(i => i % options.Width)];
            int[] rows = [.. Enumerable.Range(0, mask.Length).Where(i => mask[i] == (byte)SceneClass.Person).Select(i => i / options.Width)];
            Assert.InRange(columns.Min() - only.Box.X1, -0.6, 1.1);
            Assert.InRange(only.Box.X2 - columns.Max(), 0.4, 2.1);
            Assert.InRange(rows.Min() - only.Box.Y1, -0.6, 1.1);
            Assert.InRange(only.Box.Y2 - rows.Max(), 0.4, 2.1);
            compared++;
        }

        Assert.True(compared > 3, $"only {compared} frames could be compared");
    }

    [Theory]
    [InlineData("plaza")]
    [InlineData("street")]
    [InlineData("corridor")]
    [InlineData("aisle")]
    [InlineData("anywhere")]
    public void Objects_OfAScene_LieInThePictureAndHideEachOther(string scene)
    {
        SynthOptions options = Small.Clip(scene) with { People = 8, Duration = TimeSpan.FromSeconds(16) };
        var renderer = new SceneRenderer(options);
        var seen = new List<TruthObject>();
        for (int frame = 0; frame < options.FrameCount; frame += 4)
        {
            renderer.Render(frame);
            Assert.Equal(renderer.Truth.Count, renderer.Truth.Select(item => item.Id).Distinct().Count());
            seen.AddRange(renderer.Truth);
        }

        Assert.All(seen, item =>
        {
            Assert.InRange(item.Visibility, 0, 1);
            Assert.True(item.Box is { X1: >= 0, Y1: >= 0 } && item.Box.X2 <= options.Width && item.Box.Y2 <= options.Height && item.Box.Width > 0 && item.Box.Height > 0);
        });
        Assert.Contains(seen, item => item.Visibility == 1);
        Assert.Contains(seen, item => item.Visibility < 0.9f);
    }

    [Fact]
    public void Street_ShowsEveryClassThatDrives()
    {
        var renderer = new SceneRenderer(Small.Clip("street") with { Cars = 8, Bicycles = 3, Dogs = 2, Duration = TimeSpan.FromSeconds(30) });
        var classes = new HashSet<SceneClass>();
        for (int frame = 0; frame < 150; frame += 5)
        {
            renderer.Render(frame);
            classes.UnionWith(renderer.Truth.Select(item => item.Class));
        }

        Assert.Equal(Enum.GetValues<SceneClass>().Length, classes.Count);
    }

    [Fact]
    public void Anywhere_ShowsEveryClassAndOthersEverySecond()
    {
        var renderer = new SceneRenderer(Small.Clip("anywhere", seed: 3) with { Duration = TimeSpan.FromSeconds(12) });
        var classes = new HashSet<SceneClass>();
        var seen = new HashSet<int>();
        for (int second = 0; second < 12; second++)
        {
            renderer.Render((5 * second) + 2);
            classes.UnionWith(renderer.Truth.Select(item => item.Class));
            Assert.All(renderer.Truth, item => Assert.True(seen.Add(item.Id), $"object {item.Id} is there longer than a second"));
        }

        Assert.Equal(Enum.GetValues<SceneClass>().Length, classes.Count);
    }

    [Fact]
    public void Rules_OfEveryScene_LieInThePicture() => Assert.All(
        SceneNames.All.SelectMany(name => new SceneRenderer(Small.Clip(name)).Rules).SelectMany(rule => rule.Points),
        point => Assert.True(point is { X: >= 0 and <= 1, Y: >= 0 and <= 1 }));
}

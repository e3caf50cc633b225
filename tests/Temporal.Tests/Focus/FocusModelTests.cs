using VideoDyn.Core.Errors;
using VideoDyn.Temporal.Focus;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Focus;

public sealed class FocusModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_Folder_ReadsEverything()
    {
        using FocusNetworks networks = FocusNetworks.Open(new ToyFocusModel().Save(_folder));
        FocusModel model = networks.Model;
        Assert.Equal(("toy-focus", 4, 4.0, 6), (model.Name, model.Frames, model.FramesPerSecond, model.Patch));
        Assert.Equal([0, 1, 2, 3], model.Order);
        Assert.Equal((FocusPatches.Policy, false, 0.5f), (model.Patches, model.ExitsEarly, model.Report));
        Assert.Equal(4, networks.Parts.Count);
        Assert.Equal(64, networks.Sha256.Length);
    }

    [Theory]
    [InlineData("frames: 4", "frames: 0", "key 'frames'")]
    [InlineData("fps: 4", "", "'fps': is missing; write e.g. 'fps: 3.333'")]
    [InlineData("patch: 6", "patch: 17", "patch is 17, larger than the picture of 16x16")]
    [InlineData("color: rgb, ", "", "has no 'color'")]
    [InlineData("{color", "{width: 8, color", "the sizes stand under glance and focus")]
    [InlineData("order: time", "thresholds: {confidence: [0.9, 0.8]}", "confidence has 2 numbers")]
    [InlineData("order: time", "patches: middle", "key 'patches'")]
    [InlineData("order: time", "lables: [a]", "lables")]
    public void Open_WrongKey_IsNamedWithWhatIsExpected(string old, string now, string expected)
    {
        var toy = new ToyFocusModel();
        toy.Yaml = toy.Yaml.Replace(old, now, StringComparison.Ordinal);
        VideoDynException error = Assert.Throws<VideoDynException>(() => FocusNetworks.Open(toy.Save(_folder)));
        Assert.Equal(ErrorKind.Model, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("focus.yaml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NetworksThatDoNotFitEachOther_NamesAll()
    {
        var toy = new ToyFocusModel { Focus = ToyFocusModel.MakeFocus(8, 1), Glance = ToyFocusModel.MakeGlance(1, 10) };
        VideoDynException error = Assert.Throws<VideoDynException>(() => FocusNetworks.Open(toy.Save(_folder)));
        Assert.Contains("glance.onnx: input 'image' is float32[1, 3, 10, 10], expected float32[1, 3, 8, 8]", error.Message, StringComparison.Ordinal);
        Assert.Contains("focus.onnx: input 'patch' is float32[1, 3, 8, 8], expected float32[1, 3, 6, 6]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileMissing_IsNamed()
    {
        string path = new ToyFocusModel().Save(_folder);
        File.Delete(Path.Combine(path, "policy.onnx"));
        VideoDynException error = Assert.Throws<VideoDynException>(() => FocusNetworks.Open(path));
        Assert.Contains("policy.onnx", error.Message, StringComparison.Ordinal);
    }
}

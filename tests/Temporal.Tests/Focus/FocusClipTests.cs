using VideoDyn.Core.Measuring;
using VideoDyn.Media.Pixels;
using VideoDyn.Temporal.Clips;
using VideoDyn.Temporal.Focus;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Focus;

/// <summary>The executor against what the toy model's networks say one by one.</summary>
public sealed class FocusClipTests : LeaseGuard
{
    private readonly TemporaryFolder _folder = new();
    private readonly StageClock _clock = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Run_PatchOfTheWholePicture_EqualsTheDenseNetwork()
    {
        var toy = new ToyFocusModel { Focus = ToyFocusModel.MakeFocus(16, 1) };
        toy.Yaml = toy.Yaml.Replace("patch: 6", "patch: 16", StringComparison.Ordinal);
        using FocusNetworks networks = FocusNetworks.Open(toy.Save(_folder));
        FocusPicture[] pictures = Pictures(networks.Model);
        var clip = new FocusClip(networks);
        clip.Run(pictures, 0, _clock);

        // The dense network sees every whole picture; its features' maximum is what the classifier gets.
        float[] most = new float[3];
        foreach (FocusPicture picture in pictures)
        {
            for (int channel = 0; channel < 3; channel++)
                most[channel] = MathF.Max(most[channel], Mean(picture.Focus.Slice(channel * 256, 256)));
        }

        float[] logits = [.. most.Select(value => value * 13)];
        for (int label = 0; label < 3; label++)
            Assert.Equal(MathF.Exp(logits[label]) / logits.Sum(MathF.Exp), clip.Scores[label], 1e-4f);
        Assert.All(clip.Corners.ToArray(), corner => Assert.Equal((0, 0), corner));
    }

    [Fact]
    public void Run_Policy_LooksWhereMapAndStateSay()
    {
        using FocusNetworks networks = FocusNetworks.Open(new ToyFocusModel().Save(_folder));
        FocusPicture[] pictures = Pictures(networks.Model);
        var clip = new FocusClip(networks);
        clip.Run(pictures, 0, _clock);
        for (int step = 0; step < 4; step++)
        {
            float red = Mean(pictures[step].Glance[..64]);
            Assert.Equal(((int)MathF.Round(10 * red), (int)MathF.Round(10 * 0.25f * step)), clip.Corners[step]);
        }

        (int, int)[] first = clip.Corners.ToArray();
        clip.Run(pictures, 0, _clock);
        Assert.Equal(first, clip.Corners.ToArray());
    }

    [Fact]
    public void Run_TogetherAndOneByOne_AnswerAlike()
    {
        using FocusNetworks batches = FocusNetworks.Open(new ToyFocusModel().Save(_folder));
        using FocusNetworks singles = FocusNetworks.Open(
            new ToyFocusModel { Glance = ToyFocusModel.MakeGlance(1), Focus = ToyFocusModel.MakeFocus(6, 1) }.Save(_folder, "singles"));
        Assert.True(batches.Glance.TakesBatches && batches.Focus.TakesBatches);
        Assert.False(singles.Glance.TakesBatches);
        FocusPicture[] pictures = Pictures(batches.Model);
        FocusClip one = new(batches), other = new(singles);
        one.Run(pictures, 0, _clock);
        other.Run(pictures, 0, _clock);
        Assert.Equal(one.Corners.ToArray(), other.Corners.ToArray());
        for (int label = 0; label < 3; label++)
            Assert.Equal(one.Scores[label], other.Scores[label], 1e-5f);
        Assert.Equal(one.Macs, other.Macs);
    }

    [Fact]
    public void Run_NetworkThatMixesABatch_IsNeverGivenOne()
    {
        var builder = new Inference.Onnx.OnnxGraphBuilder();
        string patch = builder.Input("patch", Inference.Onnx.OnnxElementType.Float32, "batch", 3, 6, 6);
        string mean = builder.Node("ReduceMean", [patch], ("axes", new long[] { 2, 3 }), ("keepdims", 0));
        string all = builder.Node("ReduceMean", [patch], ("axes", new long[] { 0, 2, 3 }), ("keepdims", 0));
        builder.Add(new Inference.Onnx.OnnxNode("Add", [mean, all], ["feature"]));
        builder.Output("feature", Inference.Onnx.OnnxElementType.Float32, "batch", 3);
        using FocusNetworks networks = FocusNetworks.Open(new ToyFocusModel { Focus = builder.Build() }.Save(_folder));
        Assert.False(networks.Focus.TakesBatches);
    }

    [Fact]
    public void Run_SureAnswer_EndsTheLookAtItsThreshold()
    {
        var toy = new ToyFocusModel();
        toy.Yaml += "\nthresholds: {confidence: [1.01, 0.2, 0.2, 1.01]}";
        using FocusNetworks networks = FocusNetworks.Open(toy.Save(_folder));
        var clip = new FocusClip(networks);
        FocusPicture[] pictures = Pictures(networks.Model);
        clip.Run(pictures, 0, _clock);
        Assert.Equal((2, ClipExitReason.Confidence), (clip.FramesUsed, clip.Reason));
        long early = clip.Macs;
        using FocusNetworks never = FocusNetworks.Open(new ToyFocusModel().Save(_folder, "never"));
        var whole = new FocusClip(never);
        whole.Run(pictures, 0, _clock);
        Assert.Equal((4, ClipExitReason.LastFrame), (whole.FramesUsed, whole.Reason));
        Assert.True(early < whole.Macs);
    }

    [Theory]
    [InlineData("centre")]
    [InlineData("random")]
    public void Run_WithoutPolicy_LooksInTheMiddleOrByChanceThatRepeats(string patches)
    {
        var toy = new ToyFocusModel();
        toy.Yaml += $"\npatches: {patches}";
        using FocusNetworks networks = FocusNetworks.Open(toy.Save(_folder));
        FocusPicture[] pictures = Pictures(networks.Model);
        var clip = new FocusClip(networks);
        clip.Run(pictures, 7, _clock);
        (int X, int Y)[] first = clip.Corners.ToArray();
        clip.Run(pictures, 7, _clock);
        Assert.Equal(first, clip.Corners.ToArray());
        clip.Run(pictures, 8, _clock);
        if (patches == "centre")
            Assert.All(clip.Corners.ToArray(), corner => Assert.Equal((5, 5), corner));
        else
            Assert.NotEqual(first, clip.Corners.ToArray());
    }

    private static FocusPicture[] Pictures(FocusModel model)
    {
        var tensorizer = new FrameTensorizer();
        return
        [
            .. Enumerable.Range(0, model.Frames).Select(index =>
            {
                using TestFrame frame = ToyFrames.Drifting(5 * index, index / 4.0, 3);
                var picture = new FocusPicture(model);
                picture.Write(frame, tensorizer);
                return picture;
            }),
        ];
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float value in values)
            sum += value;
        return sum / values.Length;
    }
}

using VideoDyn.Temporal.Clips;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Clips;

/// <summary>One clip from features to its answer.</summary>
public sealed class ClipStateTests : IDisposable
{
    private static readonly float[] s_dark = [0.1f, 0.2f, 0.05f], s_blue = [0.15f, 0.1f, 0.9f], s_red = [0.7f, 0.1f, 0.1f];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NeverExit_RandomFeatures_EqualsTheMaximumOverTheWholeClip()
    {
        using ClipNetworks networks = Open("exit: never");
        var state = new ClipState(networks);
        var random = new Random(11);
        for (int round = 0; round < 50; round++)
        {
            float[][] features = [.. Enumerable.Range(0, 5).Select(_ => new[] { random.NextSingle(), random.NextSingle(), random.NextSingle() })];
            state.Begin();
            for (int frame = 0; frame < 5; frame++)
                Assert.Equal(frame == 4, state.Add(features[frame]));

            float[] expected = Dense(features, ToyClipModel.Factor(4));
            for (int label = 0; label < 3; label++)
                Assert.Equal(expected[label], state.Scores[label], 1e-5f);
            Assert.Equal((ClipExitReason.LastFrame, 5), (state.Reason, state.Step));
            Assert.Equal(Array.IndexOf(expected, expected.Max()), state.ClassId);
        }
    }

    [Fact]
    public void Gate_SaysExitAtTheThirdFrame_AnswersWithTheClassifierOfThatStep()
    {
        using ClipNetworks networks = Open("");
        var state = new ClipState(networks);
        Assert.False(state.Add(s_dark));
        Assert.False(state.Add(s_red));
        Assert.True(state.Add(s_blue));
        Assert.Equal((ClipExitReason.Gate, 3, 2, 1), (state.Reason, state.Step, state.GateRuns, state.ClassifierRuns));
        float[] expected = Dense([s_dark, s_red, s_blue], ToyClipModel.Factor(2));
        Assert.Equal(expected[2], state.Score, 1e-5f);
        Assert.Throws<InvalidOperationException>(() => state.Add(s_dark));
    }

    [Fact]
    public void Gate_GetsTheMaximumBeforeAndAfter_SoASecondBlueFrameIsNoNews()
    {
        using ClipNetworks networks = Open("");
        var state = new ClipState(networks);
        state.Add(s_blue); // the first frame has no gate
        Assert.False(state.Add(s_blue));
        Assert.False(state.Add(s_blue));
        Assert.False(state.Add(s_blue));
        Assert.True(state.Add(s_blue));
        Assert.Equal(ClipExitReason.LastFrame, state.Reason);
    }

    [Fact]
    public void First_HighScore_NeedsNoSecondFrame()
    {
        using ClipNetworks networks = Open("", "thresholds: {first: 0.9}");
        var state = new ClipState(networks);
        Assert.True(state.Add(s_blue));
        Assert.Equal((ClipExitReason.First, 1, 2), (state.Reason, state.Step, state.ClassId));
        state.Begin();
        Assert.False(state.Add(s_dark));
    }

    [Fact]
    public void Confidence_EnoughAfterTheSecondFrame_Exits()
    {
        using ClipNetworks networks = Open("exit: confidence", "thresholds: {first: 1.01, confidence: 0.95}");
        var state = new ClipState(networks);
        Assert.False(state.Add(s_dark));
        Assert.True(state.Add(s_blue));
        Assert.Equal((ClipExitReason.Confidence, 2), (state.Reason, state.ClassId));
    }

    [Fact]
    public void Begin_AfterAnAnswer_ForgetsTheMaximum()
    {
        using ClipNetworks networks = Open("exit: never");
        var state = new ClipState(networks);
        Fill(state, s_blue);
        state.Begin();
        Fill(state, s_red);
        Assert.Equal(0, state.ClassId);
        Assert.Equal(Dense([s_red], ToyClipModel.Factor(4))[0], state.Score, 1e-5f);
    }

    [Fact]
    public void Add_FeatureThatIsNoNumber_FailsNamingTheFile()
    {
        using ClipNetworks networks = Open("exit: confidence", "thresholds: {first: 0.5}");
        var state = new ClipState(networks);
        string message = Assert.Throws<Core.Errors.VideoDynException>(() => state.Add([float.NaN, 0, 0])).Message;
        Assert.Contains("classifier.onnx", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finish_AfterSomeFrames_AnswersWithThem()
    {
        using ClipNetworks networks = Open("exit: never");
        var state = new ClipState(networks);
        Assert.Throws<InvalidOperationException>(state.Finish);
        state.Add(s_red);
        state.Add(s_dark);
        state.Finish();
        Assert.True(state.IsDone);
        Assert.Equal(Dense([s_red, s_dark], ToyClipModel.Factor(1))[0], state.Score, 1e-5f);
    }

    private static void Fill(ClipState state, float[] feature)
    {
        while (!state.IsDone)
            state.Add(feature);
    }

    private static float[] Dense(float[][] features, float factor)
    {
        float[] logits = [.. Enumerable.Range(0, 3).Select(label => factor * features.Max(feature => feature[label]))];
        float sum = logits.Sum(MathF.Exp);
        return [.. logits.Select(logit => MathF.Exp(logit) / sum)];
    }

    private ClipNetworks Open(string extra, string thresholds = "thresholds: {first: 1.01}")
    {
        var toy = new ToyClipModel();
        toy.Yaml = toy.Yaml.Replace("thresholds: {first: 1.01}", thresholds, StringComparison.Ordinal) + "\n" + extra + "\n";
        return ClipNetworks.Open(toy.Save(_folder));
    }
}

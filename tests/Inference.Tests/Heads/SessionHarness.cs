using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Heads;

/// <summary>Runs small graphs through ONNX Runtime and the whole dense analyzer; the frame has the size of the input.</summary>
public abstract class SessionHarness : LeaseGuard
{
    protected const float Threshold = 0.6f;
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected DetectorAnalyzer Load(OnnxModel model, int classes, string? head = null, string more = "", float iou = 0.45f)
    {
        string path = _folder.Save("small.onnx", model);
        _folder.Write("small.yaml", CardTexts.Minimal(classes, (head is null ? "" : $"head: {head}\n") + more));
        return DetectorAnalyzer.Load(new ModelOptions { ModelPath = path, Confidence = Threshold, Iou = iou }, new PlainTensorizer());
    }

    private protected string ErrorOf(OnnxModel model, int classes, string? head = null, string more = "") =>
        Assert.Throws<VideoDynException>(() => Load(model, classes, head, more)).Message;

    private protected static Observations Analyze(DetectorAnalyzer analyzer, byte gray = 128)
    {
        var format = new FrameFormat(analyzer.Info.InputWidth, analyzer.Info.InputHeight, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full);
        using TestFrame frame = new TestFrame(format).Fill((_, _, _) => gray);
        var observations = new Observations();
        analyzer.Analyze(frame, RegionPlan.Dense, observations);
        return observations;
    }

    /// <summary>Runs a graph with the head recognised and with it named by the card; both must give the plain boxes.</summary>
    private protected void AssertGives(
        string head, OnnxModel model, int classes, List<PlainDecoding.Found> candidates, string more = "", bool suppressed = false)
    {
        foreach (string? named in new[] { null, head })
        {
            using DetectorAnalyzer analyzer = Load(model, classes, named, more);
            Assert.Equal(head, analyzer.Info.Head);
            AssertSame(suppressed ? candidates : PlainDecoding.Suppress(candidates, 0.45), Analyze(analyzer), analyzer.Info);
        }
    }

    private protected static void AssertSame(List<PlainDecoding.Found> plain, Observations seen, AnalyzerInfo info)
    {
        Assert.True(plain.Count > 1, "the case has too few boxes");
        // A box beside the frame shows nothing of it.
        PlainDecoding.Found[] expected = [.. plain
            .Where(box => box.X2 > 0 && box.Y2 > 0 && box.X1 < info.InputWidth && box.Y1 < info.InputHeight)
            .OrderByDescending(box => box.Score).ThenBy(box => box.Place)];
        Assert.Equal(expected.Length, seen.Detections.Count);
        for (int index = 0; index < expected.Length; index++)
        {
            (PlainDecoding.Found want, Detection got) = (expected[index], seen.Detections[index]);
            Assert.Equal(want.ClassId, got.ClassId);
            Assert.Equal(want.Score, got.Score, 1e-5);
            Assert.Equal(Math.Clamp(want.X1, 0, info.InputWidth), got.Box.X1, 5e-3);
            Assert.Equal(Math.Clamp(want.Y1, 0, info.InputHeight), got.Box.Y1, 5e-3);
            Assert.Equal(Math.Clamp(want.X2, 0, info.InputWidth), got.Box.X2, 5e-3);
            Assert.Equal(Math.Clamp(want.Y2, 0, info.InputHeight), got.Box.Y2, 5e-3);
        }
    }
}

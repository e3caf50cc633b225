using VideoDyn.Core.Errors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;
using VideoDyn.Media.Pixels;
using VideoDyn.Spatial.Analysis;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

/// <summary>Models that blocks cannot run, from the file to the message.</summary>
public class BlockBadInputTests
{
    private const string Dynamic = "models/yolox_nano_dynamic.onnx";

    [SharedDataFact(Dynamic)]
    public void Load_InputOfEightMegapixels_IsRefusedWithTheFigure()
    {
        VideoDynException error = Refuse(Dynamic, "3840x2176");

        Assert.Equal(ErrorKind.Model, error.Kind);
        Assert.Matches("needs at least [0-9]+ MB per stream for an input of 3840 x 2176, the limit is 1024 MB", error.Message);
    }

    [SharedDataTheory(Dynamic)]
    [InlineData("400x410", "32")]
    [InlineData("1000000x1000000", "1000000")]
    [InlineData("32x2000000000", "2000000000")]
    public void Load_SizesThatCannotBe_AreRefusedAtOnce(string size, string found) =>
        Assert.Contains(found, Refuse(Dynamic, size).Message, StringComparison.Ordinal);

    [SharedDataTheory("models/face_antispoof_int8.onnx", "models/silero_vad_if_lstm.onnx", "models/squeezenet1_1_fp16.onnx")]
    [InlineData("models/face_antispoof_int8.onnx")]
    [InlineData("models/silero_vad_if_lstm.onnx")]
    [InlineData("models/squeezenet1_1_fp16.onnx")]
    public void Load_ModelsOfOtherKinds_AreRefusedWithAModelError(string model) => Assert.Equal(ErrorKind.Model, Refuse(model).Kind);

    private static VideoDynException Refuse(string model, string? size = null) => Assert.Throws<VideoDynException>(() => BlockAnalyzer.Load(
        new ModelOptions { ModelPath = SharedData.PathOf(model), InputSize = size is null ? null : InputSize.Parse(size) },
        new BlockAnalyzerOptions(), new FrameTensorizer()));
}

using System.Numerics;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Cards;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Cards;

public sealed class CardReaderTests
{
    [Fact]
    public void Parse_EveryKey_IsRead()
    {
        ModelCard card = Parse("""
            task: detect
            head: yolov8
            input:
              name: images
              width: 640
              height: 384
              layout: nhwc
              color: bgr
              resize: letterbox-center
              pad: 0
              scale: 0.00392156862745098
              mean: [0.485, 0.456, 0.406]
              std: 2
              dtype: float16
            labels: [person, 'traffic light']
            confidence: 0.4
            iou: 0.6
            match:
              operators: abc
              inputs: ['float32[1,3,*,*]']
              outputs: 'float32[1,*,85]'
              metadata: {author: somebody}
            """);

        Assert.Equal((AnalysisTask.Detect, "yolov8", 0.4f, 0.6f), (card.Task!.Value, card.Head, card.Confidence, card.Iou));
        Assert.Equal(
            new CardInput
            {
                Name = "images",
                Width = 640,
                Height = 384,
                Layout = TensorLayout.Nhwc,
                Color = ChannelOrder.Bgr,
                Resize = ResizeMode.LetterboxCenter,
                Pad = 0,
                Scale = 1 / 255f,
                Mean = new Vector3(0.485f, 0.456f, 0.406f),
                Std = new Vector3(2),
                Type = TensorType.Float16,
            },
            card.Input);
        Assert.Equal(["person", "traffic light"], card.Labels);
        Assert.Equal("abc", card.Match?.Operators);
        Assert.Equal(["float32[1,3,*,*]"], card.Match?.Inputs);
        Assert.Equal(["float32[1,*,85]"], card.Match?.Outputs);
        Assert.Equal("somebody", card.Match?.Metadata?["author"]);
    }

    [Fact]
    public void Parse_SeveralErrors_AllAreShownWithLineKeyFoundAndExpected() => Assert.Equal(
        """
        model card 'm.yaml': 10 problems
          line 2: key 'head': found 'yolovx', expected one of yolox, yolov8, yolov5, nms, nanodet, fastestdet, ssd, detr; did you mean 'yolox'?
          line 5: key 'input.height': found '0', expected a whole number from 1 to 16384
          line 6: key 'input.layout': found 'chw', expected one of nchw, nhwc; did you mean 'nchw'?
          line 7: key 'input.pad': found '300', expected a number from 0 to 255
          line 9: key 'input.scale': found '0', expected a number other than 0, e.g. 1 or 0.00392157
          line 8: key 'input.std': found [1, 0, 1], expected three numbers other than 0, e.g. [0.229, 0.224, 0.225]
          line 4: key 'input.widht' is unknown; expected one of name, width, height, layout, color, resize, pad, scale, mean, std, dtype; did you mean 'width'?
          line 10: key 'labels': found nothing, expected a list of class names or the path of a text file with one name a line
          line 11: key 'confidence': found 'high', expected a number from 0 to 1
          line 1: key 'tasks' is unknown; expected one of task, head, input, labels, confidence, iou, anchors, strides, outputs, match; did you mean 'task'?
        """,
        MessageOf("""
            tasks: detect
            head: yolovx
            input:
              widht: 640
              height: 0
              layout: chw
              pad: 300
              std: [1, 0, 1]
              scale: 0
            labels:
            confidence: high
            """));

    [Fact]
    public void Parse_Anchors_AreListsOfPairs()
    {
        ModelCard card = CardReader.Parse("anchors: [[10, 13, 16.5, 30], [59, 119]]", "m.yaml", _ => []);
        Assert.Equal([[10, 13, 16.5f, 30], [59, 119]], card.Anchors!);
    }

    [Theory]
    [InlineData("[10, 13]", "[10, 13]")]
    [InlineData("[[10]]", "[[ 10 ]]")]
    [InlineData("[[10, 0]]", "[[ 10, 0 ]]")]
    public void Parse_AnchorsThatAreNone_AreAnError(string anchors, string shown) => Assert.Equal(
        $"model card 'm.yaml': line 1: key 'anchors': found {shown}, expected lists of widths and heights above 0, e.g. [[10, 13, 16, 30, 33, 23], [30, 61, 62, 45, 59, 119]]",
        MessageOf($"anchors: {anchors}"));

    [Fact]
    public void Parse_NotYaml_NamesTheLine() =>
        Assert.StartsWith("model card 'm.yaml': line 2: not valid YAML: ", MessageOf("task: detect\n  head: [oops"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("detect")]
    public void Parse_NotAMapping_SaysWhatIsExpected(string text) =>
        Assert.Equal("model card 'm.yaml': expected keys such as 'task: detect' and an 'input:' section", MessageOf(text));

    [Fact]
    public void Parse_OtherTask_SaysWhatIsExpected() =>
        Assert.Equal("model card 'm.yaml': line 1: key 'task': found 'sing', expected one of detect, segment, classify, embed", MessageOf("task: sing"));

    [Fact]
    public void Read_LabelFileBesideTheCard_IsRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["names.txt"], "person\r\ncar\n\n");
        File.WriteAllText(folder["m.yaml"], "labels: names.txt");
        Assert.Equal(["person", "car"], CardReader.Read(folder["m.yaml"]).Labels);
    }

    [Fact]
    public void Read_LabelFileMissing_NamesCardLineAndFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["m.yaml"], "task: detect\nlabels: names.txt");
        string message = Assert.Throws<VideoDynException>(() => CardReader.Read(folder["m.yaml"])).Message;
        Assert.StartsWith($"model card '{folder["m.yaml"]}': line 2: key 'labels': label file '{folder["names.txt"]}': cannot be read: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingCard_NamesIt() => Assert.StartsWith(
        "model card '/nowhere/m.yaml': cannot be read: ",
        Assert.Throws<VideoDynException>(() => CardReader.Read("/nowhere/m.yaml")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "label file 'l.txt': is empty; expected one class name a line")]
    [InlineData("\n \n", "label file 'l.txt': is empty; expected one class name a line")]
    [InlineData("a\n\nb", "label file 'l.txt': line 2 is empty; expected one class name a line")]
    public void LabelFile_Wrong_SaysWhere(string text, string message) =>
        Assert.Equal(message, Assert.Throws<VideoDynException>(() => LabelFile.Parse(text, "l.txt")).Message);

    private static ModelCard Parse(string text) => CardReader.Parse(text, "m.yaml", _ => throw new InvalidOperationException("no label file here"));

    private static string MessageOf(string text)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => Parse(text));
        Assert.Equal(ErrorKind.Model, error.Kind);
        return error.Message;
    }
}

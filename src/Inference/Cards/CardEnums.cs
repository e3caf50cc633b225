using VideoDyn.Core.Analysis;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Cards;

/// <summary>The words of a card for the choices of an input.</summary>
internal static class CardEnums
{
    /// <summary>Words of <c>task</c>.</summary>
    public static (string Word, AnalysisTask Value)[] Tasks { get; } =
    [
        ("detect", AnalysisTask.Detect), ("segment", AnalysisTask.Segment), ("classify", AnalysisTask.Classify), ("embed", AnalysisTask.Embed),
    ];

    /// <summary>Words of <c>layout</c>.</summary>
    public static (string Word, TensorLayout Value)[] Layouts { get; } = [("nchw", TensorLayout.Nchw), ("nhwc", TensorLayout.Nhwc)];

    /// <summary>Words of <c>color</c>.</summary>
    public static (string Word, ChannelOrder Value)[] Colors { get; } = [("rgb", ChannelOrder.Rgb), ("bgr", ChannelOrder.Bgr)];

    /// <summary>Words of <c>resize</c>.</summary>
    public static (string Word, ResizeMode Value)[] Resizes { get; } =
    [
        ("letterbox-topleft", ResizeMode.LetterboxTopLeft), ("letterbox-center", ResizeMode.LetterboxCenter),
        ("stretch", ResizeMode.Stretch), ("crop", ResizeMode.Crop),
    ];

    /// <summary>Words of <c>dtype</c>.</summary>
    public static (string Word, TensorType Value)[] Types { get; } =
        [("float32", TensorType.Float32), ("float16", TensorType.Float16), ("uint8", TensorType.UInt8)];

    /// <summary>Words of <c>outputs.format</c>.</summary>
    public static (string Word, BoxFormat Value)[] BoxFormats { get; } =
    [
        ("xyxy", BoxFormat.Corners), ("xyxy-relative", BoxFormat.CornersRelative),
        ("yxyx", BoxFormat.RowFirst), ("yxyx-relative", BoxFormat.RowFirstRelative),
    ];

    /// <summary>The word for a value.</summary>
    public static string WordOf<T>((string Word, T Value)[] words, T value)
        where T : struct => words.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Word;
}

namespace VideoDyn.Inference.Tests.Support;

/// <summary>Cards as text.</summary>
internal static class CardTexts
{
    public const string Yolox = """
        task: detect
        head: yolox
        input:
          color: bgr
          resize: letterbox-topleft
          pad: 114
          scale: 1
        labels: labels.txt
        confidence: 0.35
        iou: 0.45
        """;

    /// <summary>A card with few keys and labels class0, class1 and so on.</summary>
    public static string Minimal(int classes, string more = "") => $"""
        input:
          color: rgb
          resize: stretch
          scale: 1
        labels: [{string.Join(", ", Enumerable.Range(0, classes).Select(index => $"class{index}"))}]
        {more}
        """;
}

using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;
using VideoDyn.Temporal.Actions;

namespace VideoDyn.Temporal.Clips;

/// <summary>Reads <c>clip.yaml</c>.</summary>
internal static class ClipModelReader
{
    /// <summary>Name of the YAML file.</summary>
    public const string File = "clip.yaml";

    /// <summary>Name of the gate network.</summary>
    public const string GateFile = "gate.onnx";

    private static readonly (string Word, ClipExit Value)[] s_exits = [("gate", ClipExit.Gate), ("confidence", ClipExit.Confidence), ("never", ClipExit.Never)];
    private static readonly (string Word, ClipTrigger Value)[] s_triggers = [("always", ClipTrigger.Always), ("change", ClipTrigger.Change), ("track", ClipTrigger.Track), ("rule", ClipTrigger.Rule)];

    /// <summary>Opens a folder.</summary>
    /// <exception cref="VideoDynException">Kind Model: it has no readable <c>clip.yaml</c>.</exception>
    public static FolderCard Open(string folder) => FolderCard.Open(folder, File, "clip model");

    /// <summary>Reads the keys; what is wrong stands in the card's problems.</summary>
    public static ClipModel Read(FolderCard card)
    {
        CardSection keys = card.Keys;
        int? frames = keys.Whole("frames", 1, ClipModel.MostFrames);
        float? fps = keys.Number("fps", 0.01f, 240);
        Require(card, "frames", frames, "frames: 10");
        Require(card, "fps", fps, "fps: 4");
        int count = frames ?? 1;
        IReadOnlyList<string> labels = card.Labels();
        var model = new ClipModel
        {
            Folder = card.Folder,
            Frames = count,
            FramesPerSecond = fps ?? 1,
            Order = Order(card, count),
            Exit = keys.Choice("exit", s_exits) ?? (System.IO.File.Exists(Path.Combine(card.Folder, GateFile)) ? ClipExit.Gate : ClipExit.Confidence),
            Thresholds = keys.Section("thresholds") is { } thresholds ? Thresholds(thresholds) : new ClipThresholds(),
            Labels = labels,
            Background = ActionLabels.Background(card, labels),
            Stride = keys.Whole("stride", 1, count) ?? count,
            Trigger = keys.Choice("trigger", s_triggers) ?? ClipTrigger.Always,
            Input = card.Input(),
        };
        card.FinishKeys();
        return model;
    }

    /// <summary>The key <c>order</c>; a missing one is coarse to fine.</summary>
    internal static IReadOnlyList<int> Order(FolderCard card, int frames)
    {
        IReadOnlyList<int>? order = card.Keys.Wholes("order", 0, frames - 1, out string? word);
        if (order is not null)
        {
            if (order.Count == frames && order.Distinct().Count() == frames)
                return order;
            card.Wrong("order", $"found {order.Count} frames, {order.Distinct().Count()} of them different, expected each of 0 to {frames - 1} once");
        }

        switch (word)
        {
            case null or "coarse-to-fine":
                return FrameOrder.CoarseToFine(frames);
            case "time":
                return FrameOrder.ByTime(frames);
            default:
                card.Wrong("order", $"found '{word}', expected coarse-to-fine, time or a list of frames{NearestName.Hint(word, ["coarse-to-fine", "time"])}");
                return FrameOrder.CoarseToFine(frames);
        }
    }

    private static ClipThresholds Thresholds(CardSection section)
    {
        var standard = new ClipThresholds();
        var thresholds = new ClipThresholds
        {
            Gate = section.Number("gate", 0, 1.01f) ?? standard.Gate,
            First = section.Number("first", 0, 1.01f) ?? standard.First,
            Confidence = section.Number("confidence", 0, 1.01f) ?? standard.Confidence,
            Report = section.Number("report", 0, 1) ?? standard.Report,
        };
        section.Finish();
        return thresholds;
    }

    private static void Require<T>(FolderCard card, string key, T? value, string example)
        where T : struct
    {
        if (value is null && card.Keys.LineOf(key) == 0)
            card.Wrong(key, $"is missing; write e.g. '{example}'");
    }
}

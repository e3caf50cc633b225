using System.Numerics;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Cards;
using VideoDyn.Temporal.Actions;
using VideoDyn.Temporal.Clips;

namespace VideoDyn.Temporal.Focus;

/// <summary>Reads <c>focus.yaml</c>.</summary>
public static class FocusModelReader
{
    /// <summary>Name of the file.</summary>
    public const string File = "focus.yaml";

    private const int LeastSide = 4;
    private const int MostSide = 4096;
    private const float Never = 1.01f;

    private static readonly (string, FocusPatches)[] s_patches =
        [("policy", FocusPatches.Policy), ("centre", FocusPatches.Centre), ("random", FocusPatches.Random)];

    /// <summary>Whether a folder holds a focus model.</summary>
    public static bool IsFocusModel(string folder) => System.IO.File.Exists(Path.Combine(folder, File));

    /// <summary>Opens a folder.</summary>
    /// <exception cref="VideoDynException">Kind Model: it has no readable <c>focus.yaml</c>.</exception>
    public static FolderCard Open(string folder) => FolderCard.Open(folder, File, "focus model");

    /// <summary>Reads the keys; what is wrong stands in the card's problems.</summary>
    public static FocusModel Read(FolderCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        CardSection keys = card.Keys;
        int? found = keys.Whole("frames", 1, FocusModel.MostFrames);
        float? fps = keys.Number("fps", 0.01f, 240);
        Require(card, "frames", found, "frames: 10");
        Require(card, "fps", fps, "fps: 3.333");
        int frames = found ?? 1;
        IReadOnlyList<string> labels = card.Labels();
        CardInput input = card.Input();
        if (input.Color is null)
            card.Wrong("input", "has no 'color'; write color: rgb or color: bgr, whichever the networks were trained on");
        if (input.Width is not null || input.Height is not null)
            card.Wrong("input", "has a size; the sizes stand under glance and focus");
        (int glanceWidth, int glanceHeight, _) = Size(card, "glance", "glance: {width: 80, height: 48}", hasPatch: false);
        (int width, int height, int patch) = Size(card, "focus", "focus: {width: 160, height: 96, patch: 64}", hasPatch: true);
        (float report, IReadOnlyList<float> confidence) = Thresholds(card, frames);
        var model = new FocusModel
        {
            Folder = card.Folder,
            Frames = frames,
            FramesPerSecond = fps ?? 1,
            Order = ClipModelReader.Order(card, frames),
            Labels = labels,
            Background = ActionLabels.Background(card, labels),
            Report = report,
            Confidence = confidence,
            Patches = keys.Choice("patches", s_patches) ?? FocusPatches.Policy,
            Glance = Spec(input, glanceWidth, glanceHeight),
            Focus = Spec(input, width, height),
            Patch = patch,
        };
        card.FinishKeys();
        return model;
    }

    private static (float Report, IReadOnlyList<float> Confidence) Thresholds(FolderCard card, int frames)
    {
        float[] confidence = [.. Enumerable.Repeat(Never, frames)];
        if (card.Keys.Section("thresholds") is not { } section)
            return (0.5f, confidence);
        float report = section.Number("report", 0, 1) ?? 0.5f;
        if (section.Numbers("confidence", 0, Never, out float? single) is { } list)
        {
            if (list.Count == frames)
                confidence = [.. list];
            else
                card.Wrong("thresholds", $"confidence has {list.Count} numbers, expected one for all, or one for each of the {frames} frames in their order");
        }
        else if (single is { } one)
        {
            Array.Fill(confidence, one);
        }

        section.Finish();
        return (report, confidence);
    }

    private static (int Width, int Height, int Patch) Size(FolderCard card, string key, string example, bool hasPatch)
    {
        if (card.Keys.Section(key) is not { } section)
        {
            if (card.Keys.LineOf(key) == 0)
                card.Wrong(key, $"is missing; write e.g. '{example}'");
            return (8, 8, 8);
        }

        int? width = section.Whole("width", LeastSide, MostSide), height = section.Whole("height", LeastSide, MostSide);
        int? patch = hasPatch ? section.Whole("patch", LeastSide, MostSide) : 8;
        section.Finish();
        if (width is not { } w || height is not { } h || patch is not { } p)
        {
            card.Wrong(key, $"expected width, height{(hasPatch ? " and patch" : "")}, each a whole number of at least {LeastSide}, e.g. '{example}'");
            return (8, 8, 8);
        }

        if (hasPatch && p > Math.Min(w, h))
            card.Wrong(key, $"patch is {p}, larger than the picture of {w}x{h} that it is cut from");
        return (w, h, p);
    }

    private static InputSpec Spec(CardInput input, int width, int height) => new()
    {
        Width = width,
        Height = height,
        Color = input.Color ?? ChannelOrder.Rgb,
        Resize = input.Resize ?? ResizeMode.Stretch,
        Pad = input.Pad ?? 114,
        Scale = input.Scale ?? (1f / 255f),
        Mean = input.Mean ?? Vector3.Zero,
        Std = input.Std ?? Vector3.One,
    };

    private static void Require<T>(FolderCard card, string key, T? value, string example)
        where T : struct
    {
        if (value is null && card.Keys.LineOf(key) == 0)
            card.Wrong(key, $"is missing; write e.g. '{example}'");
    }
}

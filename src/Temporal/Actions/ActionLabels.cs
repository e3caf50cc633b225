using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;

namespace VideoDyn.Temporal.Actions;

/// <summary>The key <c>background</c> of clip and sequence models.</summary>
internal static class ActionLabels
{
    /// <summary>Labels that are no event; names that are no labels are problems.</summary>
    public static IReadOnlyList<string> Background(FolderCard card, IReadOnlyList<string> labels)
    {
        IReadOnlyList<string> names = card.Keys.Words("background", "a list of labels, e.g. [walk]", out string? single) ?? (single is null ? [] : [single]);
        foreach (string name in names.Where(name => !labels.Contains(name)))
            card.Wrong("background", $"found '{name}', which is none of the labels{NearestName.Hint(name, labels)}");
        return names;
    }

    /// <summary>Whether each class is background, by class index.</summary>
    public static bool[] Flags(IReadOnlyList<string> labels, IReadOnlyList<string> background) => [.. labels.Select(background.Contains)];
}

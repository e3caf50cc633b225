using System.Reflection;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Cards;

/// <summary>
/// Cards of well-known public exports, built into the program and recognised by the graph itself: its operators, inputs
/// and outputs. A renamed file is still recognised; another model under a well-known name is not.
/// </summary>
public static class CardLibrary
{
    private const string Prefix = "cards/";
    private static readonly Lazy<IReadOnlyList<ModelCard>> s_cards = new(Load);

    /// <summary>All cards, by name.</summary>
    public static IReadOnlyList<ModelCard> Cards => s_cards.Value;

    /// <summary>The card whose match section fits a model; null when none does.</summary>
    public static ModelCard? Find(OnnxModel model) => Cards.FirstOrDefault(card => card.Match is { } match && CardMatcher.Fits(match, model));

    private static List<ModelCard> Load()
    {
        Assembly assembly = typeof(CardLibrary).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => CardReader.Parse(
                    Text(assembly, name), $"built-in {name[Prefix.Length..]}", file => LabelFile.Parse(Text(assembly, Prefix + file), file))),
        ];
    }

    private static string Text(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"resource '{name}' is not in {assembly.GetName().Name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

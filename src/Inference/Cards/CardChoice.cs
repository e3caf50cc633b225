using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Analysis;

namespace VideoDyn.Inference.Cards;

/// <summary>Which card describes a model, and why.</summary>
/// <param name="Card">The card; one without any key when none was found.</param>
/// <param name="Reason">Why this one, for <c>inspect</c> and messages.</param>
/// <param name="IsFromLibrary">Whether it comes from the library, whose sizes are defaults that the graph may overrule.</param>
public sealed record CardChoice(ModelCard Card, string Reason, bool IsFromLibrary)
{
    /// <summary>
    /// Chooses: the card that the user names; else <c>MODEL.yaml</c>, else <c>model.yaml</c> beside the model; else the
    /// card library by graph signature; else none.
    /// </summary>
    /// <param name="modelPath">Path of the model.</param>
    /// <param name="cardPath">The card that the user names, or null.</param>
    /// <param name="model">The model, for its signature.</param>
    /// <exception cref="VideoDynException">Kind Model: the card is missing or wrong.</exception>
    public static CardChoice For(string modelPath, string? cardPath, OnnxModel model)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        if (cardPath is not null)
            return new CardChoice(CardReader.Read(cardPath), $"named by the user: {cardPath}", false);
        string folder = Path.GetDirectoryName(Path.GetFullPath(modelPath))!;
        string[] beside = [Path.GetFileNameWithoutExtension(modelPath) + ".yaml", "model.yaml"];
        foreach (string name in beside)
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path))
                return new CardChoice(CardReader.Read(path), $"beside the model: {name}", false);
        }

        return CardLibrary.Find(model) is { } card
            ? new CardChoice(card, $"{card.Source}: the graph's operators, inputs and outputs match", true)
            : new CardChoice(
                new ModelCard { Source = "none" },
                $"none: no {beside[0]} or model.yaml beside the model, and no built-in card matches operators {GraphSignature.Of(model).Fingerprint}",
                false);
    }
}

using System.Globalization;
using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Cards;

/// <summary>A size for a model whose graph leaves it open.</summary>
/// <param name="Width">Width in pixels, at least 1.</param>
/// <param name="Height">Height in pixels, at least 1.</param>
public readonly record struct InputSize(int Width, int Height)
{
    /// <summary>Reads <c>WIDTHxHEIGHT</c>, e.g. <c>640x384</c>.</summary>
    /// <exception cref="VideoDynException">Kind Configuration: another form.</exception>
    public static InputSize Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('x');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width > 0
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height) && height > 0
            ? new InputSize(width, height)
            : throw VideoDynException.Configuration($"input size '{text}': expected WIDTHxHEIGHT in pixels, e.g. 640x384");
    }

    /// <summary><c>WIDTHxHEIGHT</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");
}

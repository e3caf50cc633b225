using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;

namespace VideoDyn.Bench.Plans;

/// <summary>The setting <c>input-size</c>: <c>WIDTHxHEIGHT</c>, or a percentage of the sides that dense has.</summary>
internal static class SizeSetting
{
    // What nearly every detector's deepest layer strides over; other sides than its multiples are refused or wasted.
    private const int Multiple = 32;

    /// <summary>The sizes that <c>size:sweep</c> stands for.</summary>
    public static IReadOnlyList<string> Swept { get; } = ["75%", "50%"];

    /// <summary>Checks the form.</summary>
    /// <exception cref="VideoDynException">It is neither (kind Configuration).</exception>
    public static void Check(string text)
    {
        if (text.EndsWith('%'))
            Percent(text);
        else
            InputSize.Parse(text);
    }

    /// <summary>The size in pixels; percentages give the nearest multiples of 32.</summary>
    /// <param name="text">The setting.</param>
    /// <param name="width">Width of dense's input.</param>
    /// <param name="height">Height of dense's input.</param>
    public static string Resolve(string text, int width, int height) => text.EndsWith('%')
        ? new InputSize(Side(width, Percent(text)), Side(height, Percent(text))).ToString()
        : text;

    private static int Side(int whole, double percent) =>
        Math.Max(Multiple, (int)Math.Round(whole * percent / 100 / Multiple, MidpointRounding.AwayFromZero) * Multiple);

    private static double Percent(string text) =>
        double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent is > 0 and <= 400
            ? percent
            : throw VideoDynException.Configuration($"input size '{text}': expected WIDTHxHEIGHT in pixels or a share of dense's sides from above 0 to 400%, e.g. 75%");
}

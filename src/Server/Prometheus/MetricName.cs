using System.Diagnostics.Metrics;
using System.Text;

namespace VideoDyn.Server.Prometheus;

/// <summary>Turns the names of instruments and tags into those that Prometheus allows.</summary>
internal static class MetricName
{
    /// <summary>
    /// The name of an instrument: characters that are not allowed become <c>_</c>, seconds and bytes are appended as the
    /// unit, counters end in <c>_total</c>. Units in braces only annotate.
    /// </summary>
    public static string Of(Instrument instrument)
    {
        string name = Clean(instrument.Name, colonAllowed: true);
        string unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        if (!name.EndsWith(unit, StringComparison.Ordinal))
            name += unit;
        return IsCounter(instrument) && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>The type as Prometheus calls it.</summary>
    public static string TypeOf(Instrument instrument) => IsCounter(instrument) ? "counter" : IsHistogram(instrument) ? "histogram" : "gauge";

    /// <summary>The name of a label.</summary>
    public static string OfLabel(string tag) => Clean(tag, colonAllowed: false);

    public static bool IsHistogram(Instrument instrument) => Is(instrument, typeof(Histogram<>));

    public static bool IsCounter(Instrument instrument) => Is(instrument, typeof(Counter<>)) || Is(instrument, typeof(ObservableCounter<>));

    /// <summary>Whether the instrument reports changes and not values.</summary>
    public static bool IsAdded(Instrument instrument) => Is(instrument, typeof(Counter<>)) || Is(instrument, typeof(UpDownCounter<>));

    private static bool Is(Instrument instrument, Type type) =>
        instrument.GetType() is { IsGenericType: true } found && found.GetGenericTypeDefinition() == type;

    private static string Clean(string text, bool colonAllowed)
    {
        var clean = new StringBuilder(text.Length + 1);
        foreach (char letter in text)
            clean.Append(char.IsAsciiLetterOrDigit(letter) || letter == '_' || (colonAllowed && letter == ':') ? letter : '_');
        if (clean.Length == 0 || char.IsAsciiDigit(clean[0]))
            clean.Insert(0, '_');
        return clean.ToString();
    }
}

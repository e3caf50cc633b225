using System.Globalization;
using System.Net;
using System.Text;

namespace VideoDyn.Bench.Html;

/// <summary>Appends HTML and SVG: numbers in the invariant culture, text escaped.</summary>
internal static class Markup
{
    /// <summary>Text that must not be read as markup.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Appends markup; interpolated numbers get at most two decimals through their own format.</summary>
    public static StringBuilder Add(this StringBuilder page, FormattableString markup) =>
        page.Append(markup.ToString(CultureInfo.InvariantCulture));

    /// <summary>Appends SVG text.</summary>
    public static StringBuilder Text(this StringBuilder svg, double x, double y, string anchor, string text, string style = "") =>
        svg.Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\"{(style.Length > 0 ? $" class=\"{style}\"" : "")}>{Escape(text)}</text>");

    /// <summary>Appends an SVG line.</summary>
    public static StringBuilder Line(this StringBuilder svg, double x1, double y1, double x2, double y2, string style) =>
        svg.Add($"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" class=\"{style}\"/>");
}

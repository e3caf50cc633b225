using System.Text.RegularExpressions;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Pipeline.Configuration.Secrets;

/// <summary>Camera addresses as text: what may be printed of them, and how credentials are put in.</summary>
internal static partial class AddressText
{
    /// <summary>The address without user, password and secret query values.</summary>
    public static string Redact(string address)
    {
        (int start, int end) = Authority(address);
        if (start < 0)
            return address;
        string authority = address[start..end];
        // A password may hold a slash, so that what looks like host and port is user and half a password. The other
        // reading, an @ in the path after a port, is rare and harmless to hide.
        bool doubtful = !authority.Contains('@', StringComparison.Ordinal) && !authority.StartsWith('[') && authority.Contains(':', StringComparison.Ordinal);
        int at = address.LastIndexOf('@');
        return Redaction.Redact(doubtful && at > start ? $"{address[..start]}***@{address[(at + 1)..]}" : address);
    }

    /// <summary>A text in which every address is without user, password and secret query values.</summary>
    public static string RedactAll(string text) => text.Contains("://", StringComparison.Ordinal)
        ? AddressInText().Replace(text, match => Redact(match.Value))
        : text;

    /// <summary>What may be the password in an address: up to the last @ of the host's part, and, in case it holds a slash, of all.</summary>
    public static IEnumerable<string> Passwords(string address)
    {
        (int start, int end) = Authority(address);
        int split = start < 0 ? -1 : address.IndexOf(':', start);
        if (split < 0)
            return [];
        int[] ends = [address.LastIndexOf('@', end - 1), address.LastIndexOf('@')];
        return ends.Distinct().Where(at => at > split).Select(at => address[(split + 1)..at]);
    }

    /// <summary>The address with user and password in place of those in it.</summary>
    public static string With(string address, string? user, string? password)
    {
        if (user is null && password is null)
            return address;
        (int start, int end) = Authority(address);
        int at = end > start ? address.LastIndexOf('@', end - 1, end - start) : -1;
        return $"{address[..start]}{Uri.EscapeDataString(user ?? "")}:{Uri.EscapeDataString(password ?? "")}@{address[(at < 0 ? start : at + 1)..]}";
    }

    // User, password, host and port: what stands between the scheme and the path.
    private static (int Start, int End) Authority(string address)
    {
        int colon = address.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0)
            return (-1, -1);
        int slash = address.AsSpan(colon + 3).IndexOfAny("/?#");
        return (colon + 3, slash < 0 ? address.Length : colon + 3 + slash);
    }

    [GeneratedRegex("""[A-Za-z][A-Za-z0-9+.-]*://[^\s'"<>]+""", RegexOptions.CultureInvariant)]
    private static partial Regex AddressInText();
}

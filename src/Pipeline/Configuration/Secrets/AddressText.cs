using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Pipeline.Configuration.Secrets;

/// <summary>Camera addresses as text: what may be printed of them, and how credentials are put in.</summary>
internal static class AddressText
{
    /// <summary>The address without user, password and secret query values.</summary>
    public static string Redact(string address)
    {
        int colon = address.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0)
            return address;
        int start = colon + 3;
        int slash = address.AsSpan(start).IndexOfAny("/?#");
        string authority = slash < 0 ? address[start..] : address[start..(start + slash)];
        // A password may hold a slash, so that what looks like host and port is user and half a password. The other
        // reading, an @ in the path after a port, is rare and harmless to hide.
        bool doubtful = !authority.Contains('@', StringComparison.Ordinal) && !authority.StartsWith('[') && authority.Contains(':', StringComparison.Ordinal);
        int at = address.LastIndexOf('@');
        return Redaction.Redact(doubtful && at > start ? $"{address[..start]}***@{address[(at + 1)..]}" : address);
    }

    /// <summary>The password that stands in an address; null where there is none.</summary>
    public static string? Password(string address)
    {
        int colon = address.IndexOf("://", StringComparison.Ordinal);
        int at = address.LastIndexOf('@');
        if (colon < 0 || at < colon)
            return null;
        string who = address[(colon + 3)..at];
        int split = who.IndexOf(':', StringComparison.Ordinal);
        return split < 0 ? null : who[(split + 1)..];
    }

    /// <summary>The address with user and password in place of those in it.</summary>
    public static string With(string address, string? user, string? password)
    {
        if (user is null && password is null)
            return address;
        int start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        int at = address.LastIndexOf('@');
        int slash = address.AsSpan(start).IndexOfAny("/?#");
        int host = at > start && (slash < 0 || at < start + slash) ? at + 1 : start;
        return $"{address[..start]}{Uri.EscapeDataString(user ?? "")}:{Uri.EscapeDataString(password ?? "")}@{address[host..]}";
    }
}

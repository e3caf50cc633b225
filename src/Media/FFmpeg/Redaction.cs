using System.Text.RegularExpressions;

namespace VideoDyn.Media.FFmpeg;

/// <summary>Removes user names, passwords and secret query values from addresses, for every message and log line.</summary>
public static partial class Redaction
{
    /// <summary>The address without secrets; anything that is no URL comes back unchanged.</summary>
    /// <param name="location">A path or URL.</param>
    public static string Redact(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (!location.Contains("://", StringComparison.Ordinal))
            return location;
        string withoutUser = UserInfo().Replace(location, "${scheme}***@");
        return SecretQuery().Replace(withoutUser, "${key}***");
    }

    // A password may itself hold an @ or a slash, so after "name:" that no port follows, everything up to the last @ counts.
    [GeneratedRegex(
        @"(?<scheme>[A-Za-z][A-Za-z0-9+.\-]*://)(?:[^/?#\s:@\[\]]*:(?![0-9]*(?:[/?#\s]|$))\S*@|[^/?#\s]*@)",
        RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    [GeneratedRegex(
        @"(?<key>[?&;][^=&#\s]*(?:pass|pwd|token|secret|key|auth|sig|credential|user)[^=&#\s]*=)[^&#\s]*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretQuery();
}

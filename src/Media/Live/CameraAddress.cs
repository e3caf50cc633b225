using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using VideoDyn.Core.Errors;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Live;

/// <summary>
/// Where a camera is, with its credentials. Whatever prints it prints <see cref="Location"/>, which holds no secret; the
/// address with secrets never leaves this assembly.
/// </summary>
[DebuggerDisplay("{Location}")]
public sealed partial class CameraAddress
{
    private const string FilePrefix = "file-as-live:";
    private static readonly string[] s_schemes = ["rtsp", "rtsps", "http", "https", "v4l2", "file"];

    private readonly string _secret;

    private CameraAddress(CameraProtocol protocol, string secret, string location, string name)
    {
        Protocol = protocol;
        _secret = secret;
        Location = location;
        Name = name;
    }

    /// <summary>How the address is read.</summary>
    public CameraProtocol Protocol { get; }

    /// <summary>The address without user, password and secret query values.</summary>
    public string Location { get; }

    /// <summary>A name for people where none is given: host, device or file name.</summary>
    public string Name { get; }

    /// <summary>Whether a network lies between, so that connecting again is worth while.</summary>
    public bool IsNetwork => Protocol is CameraProtocol.Rtsp or CameraProtocol.Http;

    /// <summary>Whether a text is an address that only makes sense as a live source, unlike the path or address of a recording.</summary>
    /// <param name="text">What the user wrote.</param>
    public static bool IsLive(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string path = text.Split('?', '#')[0];
        return text.StartsWith("rtsp://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("rtsps://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("v4l2:", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase)
            || Device().IsMatch(text)
            || (text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.Contains("://", StringComparison.Ordinal) && !RecordingName().IsMatch(path));
    }

    /// <summary>
    /// Reads an address: <c>rtsp://</c>, <c>rtsps://</c>, <c>http://</c>, <c>https://</c>, <c>v4l2:///dev/video0</c>,
    /// <c>/dev/video0</c>, <c>file-as-live:PATH</c>, <c>file://PATH</c> or the path of a file.
    /// </summary>
    /// <param name="text">The address; user and password may stand in it, also with characters that URLs forbid there: they end at the last @, so one in the path must then be written %40.</param>
    /// <param name="user">User name, in place of the one in the address; null keeps that.</param>
    /// <param name="password">Password, in place of the one in the address; null keeps that.</param>
    /// <returns>The address.</returns>
    /// <exception cref="VideoDynException">It is empty, without host, or of an unknown scheme (kind Input). Names no secret.</exception>
    public static CameraAddress Parse(string text, string? user = null, string? password = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
            throw VideoDynException.Input("The camera's address is empty; expected e.g. rtsp://HOST/PATH.");
        if (text.Any(char.IsControl))
            throw VideoDynException.Input($"'{Redaction.Redact(Printable(text))}' holds control characters; expected an address such as rtsp://HOST/PATH.");
        if (Device().IsMatch(text))
            return new CameraAddress(CameraProtocol.V4l2, text, text, Path.GetFileName(text));
        if (text.StartsWith(FilePrefix, StringComparison.OrdinalIgnoreCase))
            return OfFile(text[FilePrefix.Length..]);
        int colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0)
            return OfFile(text);

        string scheme = text[..colon].ToLowerInvariant();
        string rest = text[(colon + 3)..];
        return scheme switch
        {
            "rtsp" or "rtsps" => OfNetwork(CameraProtocol.Rtsp, scheme, rest, user, password),
            "http" or "https" => OfNetwork(CameraProtocol.Http, scheme, rest, user, password),
            "v4l2" => new CameraAddress(CameraProtocol.V4l2, rest, "v4l2://" + rest, Path.GetFileName(rest)),
            "file" => OfFile(rest),
            _ => throw VideoDynException.Input(
                $"'{Redaction.Redact(text)}' has the unknown scheme '{scheme}'; expected {string.Join(", ", s_schemes)}{NearestName.Hint(scheme, s_schemes)}"),
        };
    }

    /// <summary>The address without secrets.</summary>
    public override string ToString() => Location;

    /// <summary>The address as FFmpeg needs it, with user and password. Only for the open call.</summary>
    internal string Reveal() => _secret;

    private static CameraAddress OfFile(string path)
    {
        if (path.Length == 0)
            throw VideoDynException.Input("The path of the file to play as a camera is empty; expected file-as-live:PATH.");
        return new CameraAddress(CameraProtocol.File, path, path, Path.GetFileName(path));
    }

    private static CameraAddress OfNetwork(CameraProtocol protocol, string scheme, string rest, string? user, string? password)
    {
        Match parts = Parts().Match(rest);
        string host = parts.Groups["host"].Value;
        string port = parts.Groups["port"].Value;
        string location = Redaction.Redact($"{scheme}://{rest}");
        if (!parts.Success || host.Length == 0)
            throw VideoDynException.Input($"'{location}' names no host; expected {scheme}://HOST[:PORT]/PATH.");
        if (port.Length > 0 && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and < 65536))
            throw VideoDynException.Input($"'{location}' names the port {port}; expected 1 to 65535.");

        user ??= parts.Groups["user"].Success ? Uri.UnescapeDataString(parts.Groups["user"].Value) : null;
        password ??= parts.Groups["password"].Success ? Uri.UnescapeDataString(parts.Groups["password"].Value) : null;
        string who = user is null && password is null ? "" : $"{Uri.EscapeDataString(user ?? "")}:{Uri.EscapeDataString(password ?? "")}@";
        string where = host + (port.Length > 0 ? ":" + port : "") + parts.Groups["path"].Value;
        string secret = $"{scheme}://{who}{where}";
        return new CameraAddress(protocol, secret, Redaction.Redact(secret), host.Trim('[', ']'));
    }

    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    // A password may hold any character, so the last @ ends it, unless the part before the first slash needs no password.
    [GeneratedRegex(
        @"^(?:(?<user>[^/?#:@]*)(?::(?<password>(?![0-9]*(?:[/?#]|$)).*))?@)?(?<host>\[[0-9A-Fa-f:.%]+\]|[^/?#:@\[\]]+)(?::(?<port>[^/?#@]*))?(?<path>(?:[/?#].*)?)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex("^/dev/video[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Device();

    [GeneratedRegex("[.](?:mp4|m4v|mov|mkv|webm|avi|ts|mpg|mpeg|flv|wmv|3gp|ogv|gif|jpe?g|png)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RecordingName();
}

using VideoDyn.Core.Errors;

namespace VideoDyn.Events.Sinks;

/// <summary>The parts of a sink's address: <c>scheme://user:password@host:port/path?key=value</c>.</summary>
public sealed class SinkUrl
{
    private readonly string _name;
    private readonly Dictionary<string, string> _options;
    private readonly HashSet<string> _known = [];

    private SinkUrl(string name, string scheme, string authority, string path, Dictionary<string, string> options)
    {
        _name = name;
        Scheme = scheme;
        Authority = authority;
        Path = path;
        _options = options;
    }

    /// <summary>The scheme in lower case.</summary>
    public string Scheme { get; }

    /// <summary>Host and port as written, without user and password; several with commas where the scheme knows them.</summary>
    public string Authority { get; }

    /// <summary>The host.</summary>
    public string Host { get; private init; } = "";

    /// <summary>The port; 0 when none was given.</summary>
    public int Port { get; private init; }

    /// <summary>What follows the host, without its first slash.</summary>
    public string Path { get; }

    /// <summary>The user; null when none was given.</summary>
    public string? User { get; private init; }

    /// <summary>The password; null when none was given.</summary>
    public string? Password { get; private init; }

    /// <summary>Reads an address.</summary>
    /// <param name="name">Name of the sink, for messages.</param>
    /// <param name="url">The address; user, password, path and options are percent-encoded.</param>
    /// <param name="schemes">Schemes allowed.</param>
    /// <exception cref="VideoDynException">It is none (kind Configuration); messages do not repeat user and password.</exception>
    public static SinkUrl Parse(string name, string url, params ReadOnlySpan<string> schemes)
    {
        ArgumentNullException.ThrowIfNull(url);
        int mark = url.IndexOf("://", StringComparison.Ordinal);
        string scheme = mark < 0 ? "" : url[..mark].ToLowerInvariant();
        if (!schemes.Contains(scheme))
            throw VideoDynException.Configuration($"sink {name}: the address starts with '{(mark < 0 ? "" : scheme + "://")}', expected {string.Join(" or ", schemes.ToArray().Select(known => known + "://"))}");
        string rest = url[(mark + 3)..];
        int question = rest.IndexOf('?', StringComparison.Ordinal);
        string query = question < 0 ? "" : rest[(question + 1)..];
        rest = question < 0 ? rest : rest[..question];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string path = slash < 0 ? "" : Uri.UnescapeDataString(rest[(slash + 1)..]);
        string authority = slash < 0 ? rest : rest[..slash];
        int at = authority.LastIndexOf('@');
        string[] credentials = at < 0 ? [] : authority[..at].Split(':', 2);
        authority = authority[(at + 1)..];
        (string host, int port) = HostAndPort(name, authority);
        return new SinkUrl(name, scheme, authority, path, Options(query))
        {
            Host = host,
            Port = port,
            User = credentials.Length > 0 && credentials[0].Length > 0 ? Uri.UnescapeDataString(credentials[0]) : null,
            Password = credentials.Length > 1 ? Uri.UnescapeDataString(credentials[1]) : null,
        };
    }

    /// <summary>An option after the question mark; null when it was not given.</summary>
    public string? Option(string key)
    {
        _known.Add(key);
        return _options.GetValueOrDefault(key);
    }

    /// <summary>An option that is <c>true</c> or <c>false</c>.</summary>
    /// <exception cref="VideoDynException">It is neither (kind Configuration).</exception>
    public bool? Flag(string key) => Option(key) switch
    {
        null => null,
        "true" or "" => true,
        "false" => false,
        string other => throw VideoDynException.Configuration($"sink {_name}: {key} is '{other}', expected true or false"),
    };

    /// <summary>Ends the reading of options.</summary>
    /// <exception cref="VideoDynException">One was given that nobody asked for (kind Configuration).</exception>
    public void RejectUnknown()
    {
        if (_options.Keys.FirstOrDefault(key => !_known.Contains(key)) is { } unknown)
            throw VideoDynException.Configuration($"sink {_name}: unknown option '{unknown}' in the address, expected one of {string.Join(", ", _known.Order(StringComparer.Ordinal))}{NearestName.Hint(unknown, _known)}");
    }

    private static Dictionary<string, string> Options(string query) =>
        query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .GroupBy(pair => pair[0], StringComparer.Ordinal)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Last() is [_, var value] ? Uri.UnescapeDataString(value) : "", StringComparer.Ordinal);

    private static (string Host, int Port) HostAndPort(string name, string authority)
    {
        // A bracketed IPv6 address has colons of its own; a list of hosts is read by the one that knows lists.
        int colon = authority.Contains(',', StringComparison.Ordinal) ? -1 : authority.LastIndexOf(':');
        if (colon >= 0 && authority.IndexOf(']', colon) >= 0)
            colon = -1;
        string host = (colon < 0 ? authority : authority[..colon]).Trim('[', ']');
        if (host.Length == 0)
            throw VideoDynException.Configuration($"sink {name}: the address names no host");
        if (colon < 0)
            return (host, 0);
        return int.TryParse(authority[(colon + 1)..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65536
            ? (host, port)
            : throw VideoDynException.Configuration($"sink {name}: the port is '{authority[(colon + 1)..]}', expected 1 to 65535");
    }
}

namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>One request of a client.</summary>
/// <param name="Method">In capitals, e.g. DESCRIBE.</param>
/// <param name="Uri">What it asks for.</param>
/// <param name="Headers">Names in any case.</param>
internal sealed record RtspRequest(string Method, string Uri, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>A header, or an empty text.</summary>
    public string this[string name] => Headers.GetValueOrDefault(name, "");
}

namespace VideoDyn.Pipeline.Configuration.Secrets;

/// <summary>
/// The secrets of a configuration: passwords and whatever came from the environment. The last line of defence: texts from
/// elsewhere (a library's error, a camera's answer) pass through <see cref="Hide"/> before they are printed.
/// </summary>
public sealed class SecretSet
{
    // A shorter text occurs in innocent words; replacing it would make every message unreadable.
    private const int ShortestHidden = 4;

    // Longest first, so that a secret which is part of another one does not leave the rest standing.
    private readonly SortedSet<string> _texts = new(
        Comparer<string>.Create((one, other) => one.Length != other.Length ? other.Length - one.Length : string.CompareOrdinal(one, other)));

    /// <summary>No secrets.</summary>
    public static SecretSet None { get; } = new();

    /// <summary>How many there are.</summary>
    public int Count => _texts.Count;

    /// <summary>The text with every secret replaced by <c>***</c>.</summary>
    /// <param name="text">A message, an address, a log line.</param>
    public string Hide(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (string secret in _texts)
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        return text;
    }

    internal void Add(string secret)
    {
        if (secret.Length < ShortestHidden)
            return;
        _texts.Add(secret);
        _texts.Add(Uri.EscapeDataString(secret));
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoDyn.Events.Envelope;

/// <summary>
/// Identifiers of events: the same event of the same stream has the same one however often it is made, and no other has it.
/// They are short enough and plain enough for the headers of every transport.
/// </summary>
internal sealed class EventId
{
    private const int MostOfName = 64;
    private readonly char[] _text = new char[240];
    private readonly int _prefix;
    private int _length;

    /// <summary>Prepares the identifiers of one camera.</summary>
    public EventId(string camera)
    {
        string name = Plain(camera);
        name.CopyTo(_text);
        _prefix = name.Length;
    }

    /// <summary>The one that was made last.</summary>
    public ReadOnlySpan<char> Last => _text.AsSpan(0, _length);

    /// <summary>Makes one.</summary>
    /// <param name="what">What happened, to what, by which rule, at most 128 characters.</param>
    /// <param name="instant">When. Not stream time: a live camera counts that from zero whenever it begins.</param>
    /// <returns>The identifier, valid until the next call.</returns>
    public ReadOnlySpan<char> Of(ReadOnlySpan<char> what, DateTimeOffset instant)
    {
        int length = _prefix;
        _text[length++] = '-';
        what.CopyTo(_text.AsSpan(length));
        length += what.Length;
        _text[length++] = '-';
        long microseconds = (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        microseconds.TryFormat(_text.AsSpan(length), out int digits, provider: CultureInfo.InvariantCulture);
        _length = length + digits;
        return Last;
    }

    // A hash stands for what had to go, so that two names never become one.
    private static string Plain(string camera)
    {
        string plain = string.Concat(camera.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '_'));
        if (plain == camera && plain.Length <= MostOfName)
            return plain;
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(camera)))[..8];
        return $"{plain[..Math.Min(plain.Length, MostOfName - 9)]}~{hash}";
    }
}

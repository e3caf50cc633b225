using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoDyn.Events.RabbitMq;

/// <summary>The broker closed the channel because of a message over its limit, which it tells.</summary>
internal sealed partial class MessageTooLargeException(string message, long limit) : Exception(message)
{
    /// <summary>The largest body that the broker takes, in bytes.</summary>
    public long Limit { get; } = limit;

    /// <summary>Reads the broker's words; null when they are about something else.</summary>
    public static MessageTooLargeException? From(string replyText)
    {
        Match match = Words().Match(replyText);
        return match.Success && long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long limit)
            ? new MessageTooLargeException(replyText, limit)
            : null;
    }

    [GeneratedRegex(@"message size \d+ is larger than (?:configured )?max size (\d+)")]
    private static partial Regex Words();
}

using System.Text;

namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>Reads requests from a connection; packets that clients send between them (receiver reports) are passed over.</summary>
internal sealed class RequestReader(Stream stream)
{
    private readonly byte[] _one = new byte[1];

    /// <summary>The next request, or null when the client has left.</summary>
    public async Task<RtspRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int first = await ByteAsync(cancellationToken);
            if (first < 0)
                return null;
            if (first == '$')
            {
                var head = new byte[3];
                await stream.ReadExactlyAsync(head, cancellationToken);
                await stream.ReadExactlyAsync(new byte[(head[1] << 8) | head[2]], cancellationToken);
                continue;
            }

            string[]? lines = await LinesAsync((char)first, cancellationToken);
            if (lines is null)
                return null;
            if (lines.Length == 0)
                continue;
            string[] start = lines[0].Split(' ');
            Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
            foreach (string[] pair in lines.Skip(1).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2))
                headers[pair[0].Trim()] = pair[1].Trim();
            if (headers.TryGetValue("Content-Length", out string? length))
                await stream.ReadExactlyAsync(new byte[int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)], cancellationToken);
            return new RtspRequest(start[0], start.Length > 1 ? start[1] : "", headers);
        }
    }

    private async Task<string[]?> LinesAsync(char first, CancellationToken cancellationToken)
    {
        var text = new StringBuilder().Append(first);
        while (!EndsWithEmptyLine(text))
        {
            int next = await ByteAsync(cancellationToken);
            if (next < 0 || text.Length > 16384)
                return null;
            text.Append((char)next);
        }

        return text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool EndsWithEmptyLine(StringBuilder text) =>
        text.Length >= 4 && text[^1] == '\n' && text[^2] == '\r' && text[^3] == '\n' && text[^4] == '\r';

    private async Task<int> ByteAsync(CancellationToken cancellationToken) =>
        await stream.ReadAsync(_one, cancellationToken) == 0 ? -1 : _one[0];
}

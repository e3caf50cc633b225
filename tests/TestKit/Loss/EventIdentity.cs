using System.Text.Json;

namespace VideoDyn.TestKit.Loss;

/// <summary>What tells two events apart.</summary>
public static class EventIdentity
{
    /// <summary>Source, id and time of a CloudEvents document.</summary>
    public static string Of(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return $"{root.GetProperty("source").GetString()} {root.GetProperty("id").GetString()} {root.GetProperty("time").GetString()}";
    }

    /// <summary>Those of the whole lines of a file; none where there is no file.</summary>
    public static IReadOnlyList<string> OfLines(string path)
    {
        if (!File.Exists(path))
            return [];
        byte[] bytes;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }

        var identities = new List<string>();
        for (int start = 0; Array.IndexOf(bytes, (byte)'\n', start) is >= 0 and int end; start = end + 1)
            identities.Add(Of(bytes.AsMemory(start, end - start)));
        return identities;
    }
}

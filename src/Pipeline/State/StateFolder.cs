using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Output;

namespace VideoDyn.Pipeline.State;

/// <summary>
/// The files of one stream, <c>FOLDER/STREAM/SLOT</c>: one line <c>videodyn-state 1 VERSION MODEL WIDTHxHEIGHT SHA256</c>,
/// then the content, whose hash that line ends with.
/// </summary>
internal sealed class StateFolder(string folder, string stream)
{
    private const string Magic = "videodyn-state 1";
    private const int LongestHeader = 400;

    private readonly string _path = Path.Combine(folder, FolderName(stream));

    /// <summary>Path of a slot's file.</summary>
    public string PathOf(string slot) => Path.Combine(_path, slot);

    /// <summary>Writes a slot as a whole.</summary>
    /// <exception cref="VideoDynException">It cannot be written (kind Output).</exception>
    public void Write(string slot, StateHeader header, ReadOnlySpan<byte> content)
    {
        byte[] first = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{Magic} {header.Version} {header.ModelSha256} {header.FrameWidth}x{header.FrameHeight} {Hash(content)}\n"));
        OutputFolder.Create(_path);
        AtomicFile.Write(PathOf(slot), [.. first, .. content]);
    }

    /// <summary>Reads a slot.</summary>
    /// <param name="slot">Its name.</param>
    /// <param name="problem">Why there is nothing although there is a file; null otherwise.</param>
    /// <returns>Null when there is no file, or one that cannot be used.</returns>
    public (StateHeader Header, ReadOnlyMemory<byte> Content)? Read(string slot, out string? problem) => ReadFile(PathOf(slot), out problem);

    /// <summary>Reads a saved slot wherever it lies; null when there is none, or with a problem when it cannot be used.</summary>
    public static (StateHeader Header, ReadOnlyMemory<byte> Content)? ReadFile(string path, out string? problem)
    {
        problem = null;
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = $"cannot be read ({error.Message})";
            return null;
        }

        int end = bytes.AsSpan(0, Math.Min(bytes.Length, LongestHeader)).IndexOf((byte)'\n');
        StateHeader? header = end < 0 ? null : Header(Encoding.UTF8.GetString(bytes, 0, end), bytes.AsSpan(end + 1));
        if (header is null)
        {
            problem = "is damaged";
            return null;
        }

        return (header, bytes.AsMemory(end + 1));
    }

    private static StateHeader? Header(string line, ReadOnlySpan<byte> content)
    {
        string[] words = line.StartsWith(Magic + " ", StringComparison.Ordinal) ? line[(Magic.Length + 1)..].Split(' ') : [];
        string[] size = words.Length == 4 ? words[2].Split('x') : [];
        return size.Length == 2 && Whole(words[0], out int version) && Whole(size[0], out int width) && Whole(size[1], out int height)
            && words[3] == Hash(content)
            ? new StateHeader(version, words[1], width, height)
            : null;
    }

    private static bool Whole(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    // Any name makes one folder below the given one, and different names make different ones.
    private static string FolderName(string stream)
    {
        string name = Uri.EscapeDataString(stream);
        return name.Trim('.').Length == 0 ? name.Replace(".", "%2E", StringComparison.Ordinal) + "%" : name;
    }
}

using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Policies.Masks;

/// <summary>The masks of a recorded stream, by frame index.</summary>
public sealed class MaskRecording
{
    private readonly Dictionary<long, BlockMask?> _frames = [];
    private readonly string _path;

    private MaskRecording(string path, int columns, int rows, int blockSize)
    {
        _path = path;
        Columns = columns;
        Rows = rows;
        BlockSize = blockSize;
    }

    /// <summary>Blocks across.</summary>
    public int Columns { get; }

    /// <summary>Blocks down.</summary>
    public int Rows { get; }

    /// <summary>Side of a block in input pixels.</summary>
    public int BlockSize { get; }

    /// <summary>Frames in the recording.</summary>
    public int Count => _frames.Count;

    /// <summary>Reads a file written by <see cref="MaskRecorder"/>.</summary>
    /// <exception cref="VideoDynException">The file cannot be read, or is damaged; the message names the line (kind Input).</exception>
    public static MaskRecording Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var reader = new StreamReader(path);
            MaskRecording recording = Header(path, reader.ReadLine());
            long last = -1;
            for (int line = 2; reader.ReadLine() is { } text; line++)
                last = recording.Add(text, line, last);
            return recording;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Input($"{path}: the mask file cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The mask of a frame; null when the frame was executed as a whole.</summary>
    /// <exception cref="VideoDynException">The recording does not hold that frame (kind Input).</exception>
    public BlockMask? MaskOf(long frameIndex) => _frames.TryGetValue(frameIndex, out BlockMask? mask)
        ? mask
        : throw VideoDynException.Input($"{_path}: there is no mask of frame {frameIndex} among the {Count} recorded ones");

    /// <summary>The recording as its path and size, for messages.</summary>
    public override string ToString() => $"{_path} ({Columns} x {Rows} blocks of {BlockSize})";

    private static MaskRecording Header(string path, string? line)
    {
        string[] words = line?.Split(' ') ?? [];
        if (words.Length == 5 && words[0] == MaskFile.Magic && words[1] == MaskFile.Version
            && Side(words[2], out int columns) && Side(words[3], out int rows) && Side(words[4], out int blockSize))
        {
            return new MaskRecording(path, columns, rows, blockSize);
        }

        throw VideoDynException.Input(
            $"{path}:1: found '{Shorten(line)}', expected '{MaskFile.Magic} {MaskFile.Version} COLUMNS ROWS BLOCKSIZE'");
    }

    private static bool Side(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is >= 1 and <= MaskFile.LargestSide;

    private static string Shorten(string? line) => line is null ? "" : line.Length <= 60 ? line : line[..60] + "...";

    private long Add(string text, int line, long last)
    {
        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0 || !long.TryParse(text.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture, out long index) || index <= last)
            throw VideoDynException.Input($"{_path}:{line}: found '{Shorten(text)}', expected a frame index above {last} and its rows");
        ReadOnlySpan<char> rows = text.AsSpan(blank + 1);
        _frames.Add(index, rows.SequenceEqual(MaskFile.Refresh) ? null : Parse(rows, line));
        return index;
    }

    private BlockMask Parse(ReadOnlySpan<char> text, int line)
    {
        var mask = new BlockMask(Columns, Rows);
        bool valid = text.Length == (Rows * (Columns + 1)) - 1;
        for (int i = 0; valid && i < text.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, Columns + 1);
            if (column == Columns)
                valid = text[i] == ' ';
            else if (text[i] == MaskFile.Active)
                mask[row, column] = true;
            else
                valid = text[i] == MaskFile.Kept;
        }

        return valid ? mask : throw VideoDynException.Input(
            $"{_path}:{line}: expected {Rows} rows of {Columns} blocks, each '{MaskFile.Active}' or '{MaskFile.Kept}', or '{MaskFile.Refresh}'");
    }
}

using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies.Masks;

/// <summary>Writes the decisions of a stream to a file that <see cref="RecordedPolicy"/> replays.</summary>
public sealed class MaskRecorder : IDisposable
{
    private readonly StreamWriter _writer;
    private readonly string _path;
    private char[] _line = [];

    /// <summary>Creates the file, replacing one that is there.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="grid">Blocks of the stream.</param>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public MaskRecorder(string path, BlockGrid grid)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(grid);
        _path = path;
        try
        {
            _writer = new StreamWriter(path) { NewLine = "\n" };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Output($"{path}: the mask file cannot be written: {error.Message}", error);
        }

        Write(string.Create(
            CultureInfo.InvariantCulture, $"{MaskFile.Magic} {MaskFile.Version} {grid.Columns} {grid.Rows} {grid.BlockSize}\n"));
    }

    /// <summary>Appends a frame.</summary>
    /// <param name="frameIndex">Its index, above that of the frame before.</param>
    /// <param name="decision">What was decided.</param>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public void Record(long frameIndex, BlockDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        BlockMask mask = decision.Mask;
        if (_line.Length == 0)
            _line = new char[22 + (mask.Rows * (mask.Columns + 1)) + MaskFile.Refresh.Length];
        frameIndex.TryFormat(_line, out int length, default, CultureInfo.InvariantCulture);
        if (decision.Refresh != RefreshCause.None)
        {
            _line[length++] = ' ';
            MaskFile.Refresh.CopyTo(_line.AsSpan(length));
            length += MaskFile.Refresh.Length;
        }

        for (int row = 0; decision.Refresh == RefreshCause.None && row < mask.Rows; row++)
        {
            _line[length++] = ' ';
            for (int column = 0; column < mask.Columns; column++)
                _line[length++] = mask[row, column] ? MaskFile.Active : MaskFile.Kept;
        }

        _line[length++] = '\n';
        Write(_line.AsSpan(0, length));
    }

    /// <summary>Writes what is buffered and closes the file.</summary>
    public void Dispose() => _writer.Dispose();

    private void Write(ReadOnlySpan<char> text)
    {
        try
        {
            _writer.Write(text);
        }
        catch (IOException error)
        {
            throw VideoDynException.Output($"{_path}: the mask file cannot be written: {error.Message}", error);
        }
    }
}

using System.Text;
using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Output;

/// <summary>A text file that grows line by line.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly StreamWriter _writer;
    private readonly string _path;

    private OutputFile(StreamWriter writer, string path)
    {
        _writer = writer;
        _path = path;
    }

    /// <summary>Creates or overwrites a file.</summary>
    /// <exception cref="VideoDynException">It cannot be created (kind Output).</exception>
    public static OutputFile Create(string path)
    {
        try
        {
            return new OutputFile(new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" }, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Output($"{path}: cannot be created: {error.Message}", error);
        }
    }

    /// <summary>Writes a line.</summary>
    /// <exception cref="VideoDynException">It cannot be written (kind Output).</exception>
    public void WriteLine(ReadOnlySpan<char> line)
    {
        try
        {
            _writer.WriteLine(line);
        }
        catch (IOException error)
        {
            throw VideoDynException.Output($"{_path}: cannot be written: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _writer.Dispose();
        }
        catch (IOException error)
        {
            throw VideoDynException.Output($"{_path}: cannot be written: {error.Message}", error);
        }
    }
}

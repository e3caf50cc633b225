using VideoDyn.Core.Errors;
using VideoDyn.Events.Envelope.Formats;

namespace VideoDyn.Events.Sinks.Files;

/// <summary>How events are written to files.</summary>
public sealed record FileSinkOptions
{
    /// <summary>Path of the file that grows; older ones have <c>.1</c> (the newest), <c>.2</c> and so on behind it.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes after which a file is put aside, 1 KiB to 1 TiB. Default 100 MiB.</summary>
    public long MaxBytes { get; init; } = 100L << 20;

    /// <summary>Files put aside that are kept, 0 to 1000. Default 5.</summary>
    public int Keep { get; init; } = 5;

    /// <summary>Whether an event counts as delivered only when the disk has it, so that it survives loss of power. Default false.</summary>
    public bool FlushToDisk { get; init; }

    /// <summary>The form of the documents; null for CloudEvents as they are.</summary>
    public IEventFormat? Format { get; init; }

    /// <summary>Fails when an option is out of its range.</summary>
    /// <exception cref="VideoDynException">The message names all of them (kind Configuration).</exception>
    public void Validate(string name)
    {
        OptionProblems problems = new OptionProblems($"sink {name}").Range("max_size", MaxBytes, 1L << 10, 1L << 40).Range("keep", Keep, 0, 1000);
        if (Path.Length == 0)
            problems.Add("path is empty, expected a file");
        problems.Throw();
    }
}

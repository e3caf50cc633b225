using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Recording;

/// <summary>How long recorded files of one camera are kept. The oldest go first, never the one just written.</summary>
/// <param name="MaxBytes">Most bytes in the folder, at least 1 MB.</param>
/// <param name="MaxAge">Greatest age of a file, at least a minute.</param>
public sealed record Retention(long MaxBytes, TimeSpan MaxAge)
{
    /// <summary>1 GB and 10 days.</summary>
    public static Retention Default { get; } = new(1L << 30, TimeSpan.FromDays(10));

    internal void Validate(string path) => new OptionProblems(path)
        .Range("max_size", MaxBytes, 1L << 20, 1L << 50)
        .Range("days", MaxAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(36_500))
        .Throw();
}

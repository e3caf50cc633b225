using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Recording;

/// <summary>Which clips are kept, and how long they are.</summary>
public sealed record ClipOptions
{
    /// <summary>Folder; each camera gets one of its own in it. Null for <c>clips</c> among the outputs.</summary>
    public string? Folder { get; init; }

    /// <summary>Which events get one. Default all about objects, rules and actions but updates.</summary>
    public EventChoice Events { get; init; } = new();

    /// <summary>Stream time before the event, up to 5 min; the clip begins at the key frame before. Default 5 s.</summary>
    public TimeSpan PreCapture { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Stream time after the event, up to 1 h. Default 5 s.</summary>
    public TimeSpan PostCapture { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest stream time from the first event of a clip to its end, however many more follow; up to 1 h. Default 1 min.</summary>
    public TimeSpan MaxLength { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most bytes of packets held in memory for what was before an event, 1 MB to 4 GB. Default 64 MB.</summary>
    public long MaxMemory { get; init; } = 64L << 20;

    /// <summary>How long clips are kept. Default 1 GB and 10 days.</summary>
    public Retention Retention { get; init; } = Retention.Default;

    /// <summary>Fails when an option is out of its range.</summary>
    /// <exception cref="VideoDynException">The message names all of them (kind Configuration).</exception>
    public void Validate()
    {
        var hour = TimeSpan.FromHours(1);
        new OptionProblems("record")
            .Range("pre_capture", PreCapture, TimeSpan.Zero, TimeSpan.FromMinutes(5))
            .Range("post_capture", PostCapture, TimeSpan.Zero, hour)
            .Range("max_length", MaxLength, TimeSpan.FromSeconds(1), hour)
            .Range("max_memory", MaxMemory, 1L << 20, 4L << 30)
            .Throw();
        Retention.Validate("record.retain");
    }
}

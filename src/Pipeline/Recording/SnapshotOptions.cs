using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Recording;

/// <summary>Which pictures of objects are kept, and how.</summary>
public sealed record SnapshotOptions
{
    /// <summary>Folder; each camera gets one of its own in it. Null for <c>snapshots</c> among the outputs.</summary>
    public string? Folder { get; init; }

    /// <summary>Which events get one. Default all about objects but updates.</summary>
    public EventChoice Events { get; init; } = new();

    /// <summary>Whether the whole picture is written. Default true.</summary>
    public bool Full { get; init; } = true;

    /// <summary>Whether the picture is also written cut to the object. Default true.</summary>
    public bool Crop { get; init; } = true;

    /// <summary>Whether the object's box is drawn on the whole picture. Default false.</summary>
    public bool BoundingBox { get; init; }

    /// <summary>Quality of the JPEG files, 1 (smallest) to 100. Default 80.</summary>
    public int Quality { get; init; } = 80;

    /// <summary>How long they are kept. Default 1 GB and 10 days.</summary>
    public Retention Retention { get; init; } = Retention.Default;

    /// <summary>Fails when an option is out of its range.</summary>
    /// <exception cref="VideoDynException">The message names all of them (kind Configuration).</exception>
    public void Validate()
    {
        OptionProblems problems = new OptionProblems("snapshots").Range("quality", Quality, 1, 100);
        if (!Full && !Crop)
            problems.Add("full and crop are both false, so that there is nothing to write");
        problems.Throw();
        Retention.Validate("snapshots.retain");
    }
}

namespace VideoDyn.Pipeline;

/// <summary>Which files a job writes besides <c>events.jsonl</c>.</summary>
public sealed record OutputChoices
{
    /// <summary><c>annotated.mp4</c>: the stream with boxes, labels and class colours.</summary>
    public bool Annotate { get; init; }

    /// <summary><c>tracks.csv</c>: tracked objects of every frame in MOTChallenge form.</summary>
    public bool Tracks { get; init; }

    /// <summary><c>detections.jsonl</c>: detections of every analyzed frame.</summary>
    public bool Detections { get; init; }

    /// <summary><c>masks/</c>: the class map of every analyzed frame as PNG.</summary>
    public bool Masks { get; init; }

    /// <summary><c>decisions.jsonl</c>: what the gate decided about every frame, and why; also drawn into the annotated video.</summary>
    public bool Explain { get; init; }
}

namespace VideoDyn.Core.State;

/// <summary>
/// What one part of the analysis remembers about one stream: feature maps, the reference of a change signal, what was
/// learned. The store of the stream counts it and resets it.
/// </summary>
/// <remarks>Used by the thread of its stream only, but <see cref="Bytes"/> may be read by any.</remarks>
public interface IStateSlot
{
    /// <summary>Name within the stream and model: lower-case words joined by hyphens, also the name of its file.</summary>
    string Name { get; }

    /// <summary>Bytes held now, or that will be held once the stream runs where that is known before.</summary>
    long Bytes { get; }

    /// <summary>Forgets what the reason makes wrong; what still holds may stay.</summary>
    void Reset(StateReset reason);
}

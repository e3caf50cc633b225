namespace VideoDyn.Media.Decoding;

/// <summary>Holds the packets of a recording back until they are due.</summary>
internal interface IPacketPacer
{
    /// <summary>When the last packet was let through, or was due: a timestamp of the pacer's clock.</summary>
    long LastRelease { get; }

    /// <summary>Blocks until a packet is due; comes back at once when it is late or its time is unknown.</summary>
    /// <param name="time">Decoding time from the start of the recording.</param>
    /// <param name="cancellationToken">Breaks off the wait.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    void Release(TimeSpan? time, CancellationToken cancellationToken);
}

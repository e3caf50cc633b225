using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Live;

/// <summary>Opens cameras.</summary>
public static class CameraSource
{
    /// <summary>Makes one connection to a camera. It is not made again when it breaks: that is the caller's to decide.</summary>
    /// <param name="address">Where the camera is.</param>
    /// <param name="options">Timeouts, transport, and where the stream stood before.</param>
    /// <param name="ledger">The account that the source books its packets into; the same for all connections of a camera.</param>
    /// <param name="cancellationToken">Breaks off within a fraction of a second.</param>
    /// <returns>The source, read by one thread; the caller disposes it.</returns>
    /// <exception cref="CameraOutageException">The camera cannot be reached, or has no video.</exception>
    /// <exception cref="VideoDynException">An option is out of range or FFmpeg lacks something (kind Configuration); a file cannot be read (kind Input).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ILiveSource Open(CameraAddress address, LiveOptions options, FrameLedger ledger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ledger);
        options.Validate();
        FFmpegSelfCheck.Require();
        if (address.Protocol == CameraProtocol.File)
            return new PacedFileSource(address, options, ledger, cancellationToken);

        LiveDemuxer demuxer = LiveDemuxer.Open(address, options, cancellationToken);
        try
        {
            return new ConnectedCamera(demuxer, address, options, ledger);
        }
        catch
        {
            demuxer.Dispose();
            throw;
        }
    }
}

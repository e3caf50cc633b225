using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.FFmpeg;
using VideoDyn.Media.Live;

namespace VideoDyn.Media.Decoding;

/// <summary>Opens whatever FFmpeg can read as a source of frames.</summary>
public static class MediaSource
{
    /// <summary>
    /// Opens a file, an image sequence (a printf pattern such as <c>frames/%04d.png</c>), an address, or standard input
    /// (<c>-</c>). Named pipes work like standard input.
    /// </summary>
    /// <param name="input">Path, pattern, address or <c>-</c>.</param>
    /// <param name="options">Range, threads and name.</param>
    /// <param name="ledger">The account that this source books its packets into.</param>
    /// <param name="cancellationToken">Breaks off opening, e.g. while a pipe delivers nothing.</param>
    /// <returns>The source; the caller disposes it.</returns>
    /// <exception cref="VideoDynException">
    /// The input cannot be read (kind Input), an option is out of range, or FFmpeg is missing (kind Configuration).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static VideoFileSource Open(string input, MediaSourceOptions options, FrameLedger ledger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ledger);
        Validate(options);
        if (options.Live is not null || CameraAddress.IsLive(input))
            throw VideoDynException.Input($"'{Redaction.Redact(input)}' is a live source; expected a recording.");
        FFmpegSelfCheck.Require();

        Demuxer demuxer = Demuxer.Open(input, options.ImageRate, cancellationToken);
        try
        {
            return new VideoFileSource(demuxer, options, ledger);
        }
        catch
        {
            demuxer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a recording as <see cref="Open"/> does, or a camera: an address that can be nothing else, or anything when
    /// <see cref="MediaSourceOptions.Live"/> is set. A camera is connected to once, as by <see cref="CameraSource"/>.
    /// </summary>
    /// <param name="input">Path, pattern, address or <c>-</c>.</param>
    /// <param name="options">Range, threads and name.</param>
    /// <param name="ledger">The account that this source books its packets into.</param>
    /// <param name="cancellationToken">Breaks off opening.</param>
    /// <returns>The source; the caller disposes it.</returns>
    /// <exception cref="VideoDynException">
    /// The input cannot be read (kind Input), an option is out of range or does not go with a camera, or FFmpeg is missing
    /// (kind Configuration).
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IFrameSource OpenAny(string input, MediaSourceOptions options, FrameLedger ledger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Live is null && !CameraAddress.IsLive(input))
            return Open(input, options, ledger, cancellationToken);
        Validate(options);
        var address = CameraAddress.Parse(input);
        if (options.Start != TimeSpan.Zero || options.Duration is not null)
            throw VideoDynException.Configuration($"'{address}' is read live; start and duration are for recordings only.");
        LiveOptions live = options.Live ?? new LiveOptions();
        return CameraSource.Open(address, live with { Name = options.Name ?? live.Name, DecodeThreads = options.DecodeThreads, Packets = options.Packets ?? live.Packets }, ledger, cancellationToken);
    }

    private static void Validate(MediaSourceOptions options)
    {
        if (options.Start < TimeSpan.Zero)
            throw VideoDynException.Configuration($"start is {options.Start}; expected zero or more.");
        if (options.Duration is { } duration && duration <= TimeSpan.Zero)
            throw VideoDynException.Configuration($"duration is {duration}; expected more than zero.");
        if (options.DecodeThreads is < 1 or > 64)
            throw VideoDynException.Configuration(string.Create(CultureInfo.InvariantCulture, $"decode threads are {options.DecodeThreads}; expected 1 to 64."));
        if (!(options.ImageRate > 0 && double.IsFinite(options.ImageRate)))
            throw VideoDynException.Configuration(string.Create(CultureInfo.InvariantCulture, $"image rate is {options.ImageRate}; expected more than zero."));
    }
}

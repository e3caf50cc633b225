using VideoDyn.Core.Errors;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Muxing;

/// <summary>
/// Writes a clip out of a ring of packets, without decoding or encoding: from the key frame at or before an instant on.
/// The file appears under its name when it is whole; until then it has the extension <c>.part</c>.
/// </summary>
/// <remarks>One thread at a time.</remarks>
public sealed unsafe class ClipWriter : IDisposable
{
    private readonly PacketRing _ring;
    private readonly PacketSection _section;
    private readonly string _path;
    private readonly string _part;
    private AVPacket* _packet;
    private Remuxer? _file;
    private long _next;
    private long _packets;
    private bool _hasGap;
    private bool _disposed;

    private ClipWriter(PacketRing ring, PacketSection section, string path, long first)
    {
        _ring = ring;
        _section = section;
        _path = path;
        _part = path + ".part";
        _next = first;
        _packet = AvCodec.av_packet_alloc();
    }

    /// <summary>Whether nothing more can come: the connection that the clip is of is over, and written.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Begins a clip and writes what is there up to a time.</summary>
    /// <param name="ring">Where the packets are.</param>
    /// <param name="path">Path of the file, with the extension <see cref="PacketRing.Extension"/>; replaced when it is there.</param>
    /// <param name="from">Stream time to begin at.</param>
    /// <param name="until">Stream time to write up to.</param>
    /// <returns>The clip; null when the ring holds no key frame yet.</returns>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public static ClipWriter? Begin(PacketRing ring, string path, TimeSpan from, TimeSpan until)
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (ring.Take(from, out long first) is not { } section)
            return null;
        var writer = new ClipWriter(ring, section, path, first);
        try
        {
            writer.Advance(until);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Writes what came meanwhile, up to a time.</summary>
    /// <param name="until">Stream time to write up to.</param>
    /// <exception cref="VideoDynException">The file cannot be written on (kind Output).</exception>
    public void Advance(TimeSpan until)
    {
        while (true)
        {
            PacketAnswer answer = _ring.Copy(_section, ref _next, until, _packet);
            IsOver = answer == PacketAnswer.Over;
            if (answer is PacketAnswer.Later or PacketAnswer.Over)
                return;
            _hasGap |= answer == PacketAnswer.AfterGap;
            _file ??= new Remuxer(_part, _section, _packet);
            _file.Write(_packet);
            _packets++;
        }
    }

    /// <summary>Ends the clip and gives the file its name.</summary>
    /// <returns>What was written.</returns>
    /// <exception cref="VideoDynException">The file cannot be written to its end (kind Output).</exception>
    public ClipFacts Finish()
    {
        if (_file is null)
            return new ClipFacts(0, false);
        _file.Finish();
        try
        {
            File.Move(_part, _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Output($"'{_path}' cannot be written: {error.Message}", error);
        }

        return new ClipFacts(_packets, !_hasGap && !IsOver);
    }

    /// <summary>Lets go; a clip that was not finished leaves no file.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _file?.Dispose();
        AVPacket* packet = _packet;
        AvCodec.av_packet_free(&packet);
        _packet = null;
        _ring.Return(_section);
        try
        {
            File.Delete(_part);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It cannot be deleted where it could not be written; the next start tidies up.
            return;
        }
    }
}

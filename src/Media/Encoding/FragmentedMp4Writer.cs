using VideoDyn.Media.FFmpeg;
using VideoDyn.Media.Muxing;

namespace VideoDyn.Media.Encoding;

/// <summary>
/// Writes one video stream into a fragmented mp4. The index comes first and every fragment is complete in itself, so
/// that the file is playable at any moment, also after a crash or on a full disk; it therefore carries its final name
/// from the beginning.
/// </summary>
internal sealed unsafe class FragmentedMp4Writer : IDisposable
{
    private readonly OutputContainer _file;

    /// <summary>Creates the file and writes its header.</summary>
    /// <exception cref="Core.Errors.VideoDynException">The file cannot be written (kind Output).</exception>
    public FragmentedMp4Writer(string path, CodecSession codec, AVRational timeBase)
    {
        _file = new OutputContainer(path, "mp4", timeBase);
        var options = default(NativeOptions);
        try
        {
            codec.Describe(NativeFields.Parameters(_file.Stream));
            NativeFields.AddFormatFlags(_file.Format, AvFormat.FlushPackets);
            options.Set("movflags", "+frag_keyframe+empty_moov+default_base_moof");
            _file.Begin(ref options);
        }
        catch
        {
            Dispose();
            throw;
        }
        finally
        {
            options.Dispose();
        }
    }

    /// <summary>Writes a packet and takes its content.</summary>
    /// <exception cref="Core.Errors.VideoDynException">The file cannot be written on (kind Output).</exception>
    public void Write(AVPacket* packet) => _file.Write(packet);

    /// <summary>Writes the last fragment and closes the file.</summary>
    /// <exception cref="Core.Errors.VideoDynException">The file cannot be written to its end (kind Output).</exception>
    public void Finish() => _file.Finish();

    /// <summary>Closes the file as it is; what was flushed stays playable.</summary>
    public void Dispose() => _file.Dispose();
}

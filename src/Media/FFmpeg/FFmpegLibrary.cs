using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;

namespace VideoDyn.Media.FFmpeg;

/// <summary>
/// The FFmpeg shared libraries of this machine: found by their versioned names, all of one generation, refused when the
/// generation is not one whose structure layouts are known.
/// </summary>
/// <remarks>
/// The environment variable <c>VIDEODYN_FFMPEG</c> may name a folder that holds the libraries; else the system's own
/// search path decides.
/// </remarks>
public static unsafe class FFmpegLibrary
{
    internal const string Util = "avutil";
    internal const string Codec = "avcodec";
    internal const string Format = "avformat";
    internal const string Scale = "swscale";
    internal const string Device = "avdevice";

    // FFmpeg prints damaged packets to standard error otherwise; the ledger and our own messages tell of them.
    private const int LogQuiet = -8;

    private static readonly Lock s_gate = new();
    private static Loaded? s_loaded;

    /// <summary>Version of the loaded libraries, e.g. <c>5.1.9 (libavformat 59)</c>.</summary>
    /// <exception cref="VideoDynException">The libraries are missing or of an unknown generation (kind Configuration).</exception>
    public static string Version => Ensure().Version;

    /// <summary>Versions for people, one per line: generation and the four libraries.</summary>
    /// <exception cref="VideoDynException">The libraries are missing or of an unknown generation (kind Configuration).</exception>
    public static string Description
    {
        get
        {
            Loaded loaded = Ensure();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"FFmpeg {NativeFields.Text(AvUtil.av_version_info())}, generation {loaded.Generation.Name}: libavformat {Dotted(AvFormat.avformat_version())}, libavcodec {Dotted(AvCodec.avcodec_version())}, libavutil {Dotted(AvUtil.avutil_version())}, libswscale {Dotted(SwScale.swscale_version())}");
        }
    }

    /// <summary>Structure layouts of the loaded generation.</summary>
    internal static FFmpegGeneration Generation => Ensure().Generation;

    /// <summary>Whether libavdevice, which reads capture devices, was found beside the others.</summary>
    internal static bool HasDevices => Ensure().HasDevices;

    /// <summary>Loads the libraries if that has not happened yet.</summary>
    /// <exception cref="VideoDynException">The libraries are missing or of an unknown generation (kind Configuration).</exception>
    public static void Load() => Ensure();

    private static Loaded Ensure()
    {
        Loaded? loaded = Volatile.Read(ref s_loaded);
        if (loaded is not null)
            return loaded;
        lock (s_gate)
        {
            if (s_loaded is not null)
                return s_loaded;
            if (!Environment.Is64BitProcess)
                throw VideoDynException.Configuration("FFmpeg structure layouts are known for 64-bit processes only; this process has 32 bits.");
            LibrarySet set = LibrarySet.Find(Environment.GetEnvironmentVariable("VIDEODYN_FFMPEG"));
            NativeLibrary.SetDllImportResolver(typeof(FFmpegLibrary).Assembly, (name, _, _) => set.Handle(name));
            loaded = new Loaded(set.Generation, Check(set.Generation), set.Handle(Device) != 0);
            AvUtil.av_log_set_level(LogQuiet);
            Volatile.Write(ref s_loaded, loaded);
            return loaded;
        }
    }

    // The name says which major a library should be; the library itself says which it is.
    [SuppressMessage("Globalization", "CA1305", Justification = "Integers only")]
    private static string Check(FFmpegGeneration generation)
    {
        uint format = AvFormat.avformat_version() >> 16;
        uint codec = AvCodec.avcodec_version() >> 16;
        uint util = AvUtil.avutil_version() >> 16;
        uint scale = SwScale.swscale_version() >> 16;
        if (format != generation.Format || codec != generation.Format || util != generation.Util || scale != generation.Scale)
        {
            throw VideoDynException.Configuration(
                $"The FFmpeg libraries do not belong together: found libavformat {format}, libavcodec {codec}, libavutil {util}, libswscale {scale}; expected {generation.Format}, {generation.Format}, {generation.Util}, {generation.Scale}.");
        }

        return $"{NativeFields.Text(AvUtil.av_version_info())} (libavformat {format})";
    }

    private static string Dotted(uint version) =>
        string.Create(CultureInfo.InvariantCulture, $"{version >> 16}.{(version >> 8) & 255}.{version & 255}");

    private sealed record Loaded(FFmpegGeneration Generation, string Version, bool HasDevices);
}

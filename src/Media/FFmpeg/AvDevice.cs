using System.Runtime.InteropServices;

namespace VideoDyn.Media.FFmpeg;

/// <summary>Functions of libavdevice, which is there only where <see cref="FFmpegLibrary.HasDevices"/> says so.</summary>
internal static partial class AvDevice
{
    [LibraryImport(FFmpegLibrary.Device)]
    public static partial void avdevice_register_all();
}

using System.Globalization;
using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;

namespace VideoDyn.Media.FFmpeg;

/// <summary>The four libraries of one generation, opened, and the one for capture devices where it is there.</summary>
internal sealed class LibrarySet
{
    private readonly Dictionary<string, nint> _handles = new(StringComparer.Ordinal);

    private LibrarySet(FFmpegGeneration generation) => Generation = generation;

    /// <summary>Which generation it is.</summary>
    public FFmpegGeneration Generation { get; }

    /// <summary>Handle of a library by the name that imports use; 0 leaves other names to the runtime.</summary>
    public nint Handle(string name) => _handles.GetValueOrDefault(name);

    /// <summary>Opens the newest supported generation that is complete.</summary>
    /// <param name="folder">Where to look; null for the system's search path.</param>
    /// <exception cref="VideoDynException">There is none; the message says what was found.</exception>
    public static LibrarySet Find(string? folder)
    {
        var found = new List<string>();
        foreach (FFmpegGeneration generation in FFmpegGeneration.Supported)
        {
            var set = new LibrarySet(generation);
            // In the order of dependence, so that each finds the ones it needs already loaded.
            string[] missing =
            [
                .. new[]
                {
                    (FFmpegLibrary.Util, generation.Util),
                    (FFmpegLibrary.Codec, generation.Format),
                    (FFmpegLibrary.Format, generation.Format),
                    (FFmpegLibrary.Scale, generation.Scale),
                }.Where(library => !set.TryOpen(folder, library.Item1, library.Item2)).Select(library => FileName(library.Item1, library.Item2)),
            ];
            if (missing.Length == 0)
            {
                _ = set.TryOpen(folder, FFmpegLibrary.Device, generation.Format); // only capture devices need it
                return set;
            }

            if (set._handles.Count > 0)
                found.Add($"FFmpeg {generation.Name} without {string.Join(", ", missing)}");
            set.Close();
        }

        found.AddRange(UnknownMajors(folder));
        string where = folder is null ? "on the system's library path" : $"in '{folder}' (VIDEODYN_FFMPEG)";
        string what = found.Count == 0 ? "none" : string.Join("; ", found);
        throw VideoDynException.Configuration(
            $"No usable FFmpeg libraries {where}: found {what}; supported are FFmpeg 5.1 (libavformat 59), 6.x (60) and 7.x (61). On Debian and Ubuntu: apt-get install ffmpeg");
    }

    private bool TryOpen(string? folder, string name, int major)
    {
        string file = FileName(name, major);
        if (!NativeLibrary.TryLoad(folder is null ? file : Path.Combine(folder, file), out nint handle))
            return false;
        _handles.Add(name, handle);
        return true;
    }

    private void Close()
    {
        foreach (nint handle in _handles.Values)
            NativeLibrary.Free(handle);
    }

    private static IEnumerable<string> UnknownMajors(string? folder)
    {
        for (int major = 54; major <= 70; major++)
        {
            string file = FileName(FFmpegLibrary.Format, major);
            if (FFmpegGeneration.Supported.Any(generation => generation.Format == major)
                || !NativeLibrary.TryLoad(folder is null ? file : Path.Combine(folder, file), out nint handle))
            {
                continue;
            }

            NativeLibrary.Free(handle);
            yield return file;
        }
    }

    private static string FileName(string name, int major) =>
        OperatingSystem.IsMacOS()
            ? string.Create(CultureInfo.InvariantCulture, $"lib{name}.{major}.dylib")
            : string.Create(CultureInfo.InvariantCulture, $"lib{name}.so.{major}");
}

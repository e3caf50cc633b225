using System.Diagnostics;
using VideoDyn.Benchmarks.Harness;

namespace VideoDyn.Benchmarks.Idle;

/// <summary>Clips put together of parts of a real one with the command <c>ffmpeg</c>, packet by packet: nothing is encoded again.</summary>
internal sealed class StillClips : IDisposable
{
    /// <summary>Frames per second of the clip, and frames from one key frame to the next.</summary>
    public const int Rate = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("videodyn-idle-").FullName;

    /// <summary>Frames of the clip, again and again, and then what follows them.</summary>
    /// <param name="first">First frame, a key frame.</param>
    /// <param name="count">Frames, whole groups.</param>
    /// <param name="times">How often.</param>
    /// <param name="follow">Frames that follow, whole groups; 0 for none.</param>
    public string Make(int first, int count, int times, int follow)
    {
        string still = Cut(first, count), list = Path.Combine(_folder, $"{first}-{times}.txt"), clip = Path.Combine(_folder, $"{first}-{count}-{times}-{follow}.mp4");
        List<string> parts = [.. Enumerable.Repeat(still, times)];
        if (follow > 0)
            parts.Add(Cut(first + count, follow));
        File.WriteAllLines(list, parts.Select(part => $"file '{part}'"));
        Run($"-f concat -safe 0 -i {list} -c copy {clip}");
        return clip;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Cut(int first, int count)
    {
        string part = Path.Combine(_folder, $"part-{first}-{count}.mp4");
        string start = first == 0 ? "" : FormattableString.Invariant($"-ss {(first + 0.5) / Rate:0.00} ");
        if (!File.Exists(part))
            Run($"{start}-i {BenchmarkData.Clip("one-by-one-person-detection.mp4")} -map 0:v:0 -frames:v {count} -c copy {part}");
        return part;
    }

    private static void Run(string arguments)
    {
        using var process = Process.Start("ffmpeg", $"-nostdin -v error -y {arguments}");
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"ffmpeg {arguments}: exit code {process.ExitCode}");
    }
}

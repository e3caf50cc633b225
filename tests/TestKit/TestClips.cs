using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace VideoDyn.TestKit;

/// <summary>Clips made on demand with the distribution's <c>ffmpeg</c> command and kept in <c>artifacts/test-clips</c>.</summary>
public static class TestClips
{
    private static readonly Lock s_gate = new();

    /// <summary>
    /// Makes (once) a clip from ffmpeg arguments without the output, e.g.
    /// <c>-f lavfi -i testsrc2=size=64x48:rate=10:duration=1 -c:v libx264 -pix_fmt yuv420p</c>.
    /// </summary>
    /// <param name="extension">Extension with the dot, which chooses the container.</param>
    /// <param name="arguments">Arguments separated by single spaces.</param>
    /// <returns>The path of the clip.</returns>
    public static string Make(string extension, string arguments)
    {
        string folder = Path.Combine(RepositoryRoot.Path, "artifacts", "test-clips");
        Directory.CreateDirectory(folder);
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(arguments)))[..16] + extension;
        string path = Path.Combine(folder, name);
        lock (s_gate)
        {
            if (!File.Exists(path))
            {
                string part = Path.Combine(folder, $"{Guid.NewGuid():N}{extension}");
                Run("ffmpeg", $"-nostdin -v error -y {arguments} -bitexact {part}");
                File.Move(part, path, overwrite: true);
            }
        }

        return path;
    }

    /// <summary>Runs a command and returns its standard output; throws with its standard error when it fails.</summary>
    public static string Run(string command, string arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start");
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{command} {arguments}: exit code {process.ExitCode}: {errors}");
    }
}

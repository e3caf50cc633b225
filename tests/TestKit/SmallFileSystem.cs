using System.Diagnostics;

namespace VideoDyn.TestKit;

/// <summary>A real file system of a few megabytes that lives in memory, to see what happens when a disk is full.</summary>
public sealed class SmallFileSystem : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SmallFileSystem()
    {
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.Path;

    private string Ballast => _folder["ballast"];

    /// <summary>Why none can be made here; null when one can.</summary>
    public static string? Obstacle { get; } = Try();

    /// <summary>Mounts one.</summary>
    /// <param name="kilobytes">Its size.</param>
    /// <exception cref="InvalidOperationException">This process may not mount.</exception>
    public static SmallFileSystem Mount(int kilobytes)
    {
        var made = new SmallFileSystem();
        if (Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "videodyn-test", made.Path) is { } problem)
        {
            made._folder.Dispose();
            throw new InvalidOperationException(problem);
        }

        return made;
    }

    /// <summary>Takes all space that is left.</summary>
    public void Fill()
    {
        using FileStream file = File.Open(Ballast, FileMode.Append, FileAccess.Write);
        byte[] block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // That is what full means.
            return;
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(Ballast);

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("umount", "-l", Path);
        _folder.Dispose();
    }

    private static string? Try()
    {
        try
        {
            Mount(1024).Dispose();
            return null;
        }
        catch (InvalidOperationException error)
        {
            return error.Message;
        }
    }

    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            string said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{program}: {said.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return $"{program}: {error.Message}";
        }
    }
}

namespace VideoDyn.TestKit;

/// <summary>An empty folder that disappears with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("videodyn-test-").FullName;

    /// <summary>The path of a file or folder inside.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}

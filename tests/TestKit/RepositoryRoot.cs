namespace VideoDyn.TestKit;

/// <summary>The folder that holds VideoDyn.sln, found upwards from the test assembly.</summary>
public static class RepositoryRoot
{
    /// <summary>Absolute path of the repository.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "VideoDyn.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("VideoDyn.sln was not found above " + AppContext.BaseDirectory);
    }
}

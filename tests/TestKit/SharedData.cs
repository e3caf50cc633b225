namespace VideoDyn.TestKit;

/// <summary>
/// The real clips and models that tests use when present: folder <c>VIDEODYN_DATA</c>, else <c>../shared/data</c>, else
/// <c>shared/data</c> beside the repository root. <c>VIDEODYN_REQUIRE_DATA=1</c> turns a skip into a failure.
/// </summary>
public static class SharedData
{
    private static readonly string? s_folder = Find();

    /// <summary>Whether missing data must fail instead of skip.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("VIDEODYN_REQUIRE_DATA") == "1";

    /// <summary>The path of a file, e.g. <c>videos/street-vehicles.mp4</c>.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static string PathOf(string relative) =>
        s_folder is not null && File.Exists(Path.Combine(s_folder, relative))
            ? Path.Combine(s_folder, relative)
            : throw new FileNotFoundException($"Shared test data '{relative}' is not there; set VIDEODYN_DATA to its folder.");

    /// <summary>Whether a file is there.</summary>
    public static bool Has(string relative) => s_folder is not null && File.Exists(Path.Combine(s_folder, relative));

    /// <summary>Why a test that needs these files must be skipped; null when it must run.</summary>
    internal static string? SkipReason(string[] needs)
    {
        string[] missing = [.. needs.Where(need => !Has(need))];
        return missing.Length == 0 || IsRequired ? null : $"shared test data is missing: {string.Join(", ", missing)} (set VIDEODYN_DATA)";
    }

    private static string? Find()
    {
        string root = RepositoryRoot.Path;
        string?[] candidates =
        [
            Environment.GetEnvironmentVariable("VIDEODYN_DATA"),
            Path.Combine(root, "..", "shared", "data"),
            Path.Combine(root, "shared", "data"),
        ];
        return candidates.FirstOrDefault(Directory.Exists);
    }
}

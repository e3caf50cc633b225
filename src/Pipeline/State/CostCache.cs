using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Kernels;
using VideoDyn.Inference.Crops;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Spatial.Crops.Costs;

namespace VideoDyn.Pipeline.State;

/// <summary>
/// Cost tables that earlier runs measured on this machine: one file for each model, input size, processor, instruction set and
/// number of threads, written as a whole. What is old, damaged, of another program or another machine is measured anew.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="time">Tells how old a table is.</param>
internal sealed class CostCache(string folder, TimeProvider time)
{
    /// <summary>Age from which a table is measured anew: machines change, if slowly.</summary>
    public static readonly TimeSpan MostAge = TimeSpan.FromDays(30);

    private const int Version = 1;

    /// <summary>The cache of a run: in its state folder, else in the user's cache folder; null where there is neither.</summary>
    /// <param name="state">The state folder; null for none.</param>
    public static CostCache? For(string? state)
    {
        string? root = state ?? UserFolder();
        return root is null ? null : new CostCache(Path.Combine(root, "cost-tables"), TimeProvider.System);
    }

    /// <summary>Path of a model's table.</summary>
    public string PathOf(AnalyzerInfo model)
    {
        string key = string.Create(
            CultureInfo.InvariantCulture,
            $"{model.ModelSha256}|{model.InputWidth}x{model.InputHeight}|{model.Threads}|{InstructionSet.Active}|{SummaryFile.ProcessorName()}");
        return Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..24] + ".json");
    }

    /// <summary>The table of a model on this machine; null where there is none that can be gone by.</summary>
    /// <param name="model">The model as it runs.</param>
    /// <param name="sizes">Sizes of its crops.</param>
    public AnalysisCosts? Read(AnalyzerInfo model, IReadOnlyList<CropSize> sizes)
    {
        string path = PathOf(model);
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllBytes(path), CostCacheJson.Default.CachedCosts) is not { Costs: { Entries: not null, ModelSha256: not null, InstructionSet: not null } costs } cached)
                return null;
            TimeSpan age = time.GetUtcNow() - cached.MeasuredAt;
            bool isOurs = cached.Version == Version && cached.Product == SummaryFile.Product && cached.Processor == SummaryFile.ProcessorName()
                && costs.Threads == model.Threads && string.Equals(costs.InstructionSet, InstructionSet.Active.ToString(), StringComparison.OrdinalIgnoreCase)
                && costs.Entries.Any(entry => entry.Executor == "dense" && (entry.Width, entry.Height) == (model.InputWidth, model.InputHeight));
            return isOurs && age >= TimeSpan.Zero && age < MostAge ? costs.Require(path, model.ModelSha256, sizes) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or VideoDynException)
        {
            // Whatever is wrong with it, measuring again mends it.
            return null;
        }
    }

    /// <summary>Keeps a table for later runs.</summary>
    /// <param name="model">The model as it runs.</param>
    /// <param name="costs">What was measured.</param>
    /// <returns>Why it could not be kept; null when it was.</returns>
    public string? Write(AnalyzerInfo model, AnalysisCosts costs)
    {
        try
        {
            OutputFolder.Create(folder);
            var cached = new CachedCosts(Version, SummaryFile.Product, SummaryFile.ProcessorName(), time.GetUtcNow(), costs);
            AtomicFile.Write(PathOf(model), JsonSerializer.SerializeToUtf8Bytes(cached, CostCacheJson.Default.CachedCosts));
            return null;
        }
        catch (VideoDynException error)
        {
            return $"what everything costs here was measured, but is not kept for the next run: {error.Message}";
        }
    }

    private static string? UserFolder()
    {
        string? given = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (Path.IsPathFullyQualified(given ?? ""))
            return Path.Combine(given!, "videodyn");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length == 0 ? null : Path.Combine(home, ".cache", "videodyn");
    }
}

/// <summary>A cost table and where it belongs.</summary>
/// <param name="Version">Version of the file.</param>
/// <param name="Product">Version of the program.</param>
/// <param name="Processor">Name of the processor.</param>
/// <param name="MeasuredAt">When it was measured.</param>
/// <param name="Costs">The table.</param>
internal sealed record CachedCosts(int Version, string Product, string Processor, DateTimeOffset MeasuredAt, AnalysisCosts Costs);

/// <summary>Source-generated JSON for <see cref="CachedCosts"/>: snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(CachedCosts))]
internal sealed partial class CostCacheJson : JsonSerializerContext;

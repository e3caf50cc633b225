using VideoDyn.Core.Errors;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Spatial.Crops.Costs;

/// <summary>
/// What the ways to look at a frame cost on a machine, in time: what <c>--region auto</c> goes by instead of multiply-accumulates,
/// which say nothing about memory, halos and the overhead of small inputs.
/// </summary>
public sealed record AnalysisCosts
{
    /// <summary>SHA-256 of the model, hexadecimal.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Threads of an analysis.</summary>
    public required int Threads { get; init; }

    /// <summary>The instruction set that was used, e.g. <c>avx512</c>.</summary>
    public required string InstructionSet { get; init; }

    /// <summary>What was measured.</summary>
    public required IReadOnlyList<AnalysisCost> Entries { get; init; }

    /// <summary>Time of one dense run of the whole view.</summary>
    /// <exception cref="VideoDynException">There is none (kind Configuration).</exception>
    public double DenseMilliseconds => Find("dense") is { Milliseconds: > 0 } dense ? dense.Milliseconds : throw Missing("an entry 'dense' above 0 ms");

    /// <summary>Checks that the table is about a model, and has what its crops need.</summary>
    /// <param name="source">Where it came from, for messages.</param>
    /// <param name="modelSha256">Hash of the model.</param>
    /// <param name="sizes">Sizes of its crops.</param>
    /// <exception cref="VideoDynException">It is about another one, or something is missing or no time (kind Configuration).</exception>
    public AnalysisCosts Require(string source, string modelSha256, IReadOnlyList<CropSize> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (ModelSha256 != modelSha256)
            throw VideoDynException.Configuration($"cost table '{source}' is of the model {Short(ModelSha256)}, the run has {Short(modelSha256)}; measure this one");
        if (Entries.FirstOrDefault(entry => !(entry.Milliseconds > 0) || !double.IsFinite(entry.Milliseconds)) is { } wrong)
            throw VideoDynException.Configuration($"cost table '{source}': {wrong.Executor} at {wrong.Width}x{wrong.Height} takes {wrong.Milliseconds} ms, expected a time above 0");
        if (Find("dense") is null)
            throw VideoDynException.Configuration($"cost table '{source}' has no entry 'dense'");
        if (sizes.FirstOrDefault(size => OfCrop(size) is null) is { Width: > 0 } missing)
            throw VideoDynException.Configuration($"cost table '{source}' has no entry for crops of {missing.Width}x{missing.Height}");
        return this;
    }

    /// <summary>
    /// Cost of the whole view as a straight line over the share of its work that is executed, in dense runs: what every pass
    /// costs, and what the work does. One dense run whatever is executed, where the table has no blocks.
    /// </summary>
    public (double Least, double Slope) WholeView()
    {
        AnalysisCost[] blocks = [.. Entries.Where(entry => entry.Executor == "blocks").OrderBy(entry => entry.Share)];
        if (blocks.Length == 0)
            return (1, 0);
        (AnalysisCost least, AnalysisCost most) = (blocks[0], blocks[^1]);
        double slope = most.Share > least.Share ? (most.Milliseconds - least.Milliseconds) / (most.Share - least.Share) : 0;
        return (Math.Max(0, least.Milliseconds - (slope * least.Share)) / DenseMilliseconds, slope / DenseMilliseconds);
    }

    /// <summary>Cost of a crop in multiply-accumulates that take as long in a dense run; null without an entry.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="denseMacs">Multiply-accumulates of a dense run.</param>
    public long? PriceOf(CropSize size, long denseMacs) =>
        OfCrop(size) is { } cost ? Math.Max(1, (long)(cost.Milliseconds / DenseMilliseconds * denseMacs)) : null;

    private AnalysisCost? OfCrop(CropSize size) =>
        Entries.FirstOrDefault(entry => entry.Executor == "crops" && (entry.Width, entry.Height) == (size.Width, size.Height));

    private AnalysisCost? Find(string executor) => Entries.FirstOrDefault(entry => entry.Executor == executor);

    private static VideoDynException Missing(string what) => VideoDynException.Configuration($"the cost table has no {what}");

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}

using VideoDyn.Core.Analysis;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Scheduling.Batching;

namespace VideoDyn.Pipeline.Plans;

/// <summary>One region policy that users can name.</summary>
/// <param name="Name">Name on the command line, before the colon.</param>
/// <param name="Argument">What may stand after the colon, for help; empty for none.</param>
/// <param name="Help">One sentence for help.</param>
/// <param name="Parse">Reads the text after the colon (empty when there is none); throws <see cref="FormatException"/> with
/// the expectation when it does not fit.</param>
public sealed record RegionEntry(string Name, string Argument, string Help, Func<string, RegionFactory> Parse)
{
    /// <summary>Name and argument as a user writes them.</summary>
    public string Syntax => Argument.Length == 0 ? Name : $"{Name}:{Argument}";
}

/// <summary>Makes the parts of a parsed region policy for one stream.</summary>
/// <param name="LoadAnalyzer">Loads the analyzer that executes its plans.</param>
/// <param name="CreatePolicy">Makes the policy for that analyzer.</param>
public sealed record RegionFactory(
    Func<ModelOptions, IFrameTensorizer, IAnalyzer> LoadAnalyzer, Func<IAnalyzer, IRegionPolicy> CreatePolicy)
{
    /// <summary>Whether its analyzer remembers nothing of earlier frames, so that streams may share one model.</summary>
    public bool IsStateless { get; init; }

    /// <summary>
    /// Makes the analyzer on a model whose crops go through together with those of other streams; null where it has none. The
    /// last argument says whether the stream is live: only then may results depend on who shares a canvas.
    /// </summary>
    internal Func<ModelOptions, IFrameTensorizer, SharedCropModels, bool, IAnalyzer>? Share { get; init; }
}

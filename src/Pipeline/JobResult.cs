using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Pipeline;

/// <summary>How one input ended.</summary>
/// <param name="Summary">What happened, for people and for <c>summary.json</c>.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record JobResult(InputSummary Summary, VideoDynException? Error);

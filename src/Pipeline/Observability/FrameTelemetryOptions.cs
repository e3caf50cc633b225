using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Observability;

/// <summary>How much is told about single frames.</summary>
public sealed record FrameTelemetryOptions
{
    /// <summary>One of this many analyzed frames becomes a span, where somebody listens. Default 100, 1 to 1,000,000.</summary>
    public int SamplingPeriod { get; init; } = 100;

    /// <summary>Fails when an option is out of its range.</summary>
    /// <exception cref="VideoDynException">The message names it (kind Configuration).</exception>
    public void Validate() => new OptionProblems("telemetry").Range("sampling period", SamplingPeriod, 1, 1_000_000).Throw();
}

using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Pipeline.State;
using VideoDyn.Temporal.Gates;
using VideoDyn.Temporal.Gates.Adaptive;
using VideoDyn.Temporal.Sequences;

namespace VideoDyn.Pipeline.Plans;

/// <summary>The gate of one stream: made anew after an outage, except where it keeps what it has learned and only forgets the rest.</summary>
internal sealed class StreamGate : IDisposable
{
    private readonly AnalysisOptions _options;
    private readonly IGate? _fixed;
    private readonly IStateful? _kept;
    private readonly StreamState? _state;

    /// <summary>Makes the gate.</summary>
    /// <param name="options">Which.</param>
    /// <param name="substitute">The gate of a run without a detector; null for the one of the options.</param>
    /// <param name="states">Where the state of the stream lies.</param>
    /// <param name="stream">Name of the stream.</param>
    /// <param name="modelSha256">Hash of the detector, for what a gate learns about its boxes.</param>
    /// <exception cref="Core.Errors.VideoDynException">The gate cannot be made.</exception>
    public StreamGate(AnalysisOptions options, IGate? substitute, StateStore states, string stream, string modelSha256)
    {
        _options = options;
        _fixed = substitute;
        IGate gate = substitute ?? PlanRegistry.CreateGate(options.Gate);
        _kept = gate as IStateful;
        if (_kept is not null)
        {
            _state = states.Open(stream, (gate as SkipRnnGate)?.ModelSha256 ?? modelSha256);
            _state.Add(_kept);
        }

        IsSteeredByAudits = gate is AdaptiveGate;

        Current = Bounded(gate);
    }

    /// <summary>The gate.</summary>
    public IGate Current { get; private set; }

    /// <summary>What people should know at the end, one line each.</summary>
    public IEnumerable<string> Notes => _kept is null ? [] : [.. _state!.Warnings, .. (_kept as SkipRnnGate)?.Notes ?? []];

    /// <summary>Whether it works only where frames are audited.</summary>
    public bool IsSteeredByAudits { get; }

    /// <summary>Begins anew.</summary>
    public IGate Renew()
    {
        _state?.Reset(StateReset.Outage);
        return Current = Bounded(_fixed ?? (IGate?)_kept ?? PlanRegistry.CreateGate(_options.Gate));
    }

    /// <summary>Saves what is to be kept.</summary>
    public void Dispose()
    {
        _state?.Close();
        _state?.Dispose();
        (_kept as IDisposable)?.Dispose();
    }

    private IGate Bounded(IGate gate) => _options.MaxFps is { } rate ? new MaxRateGate(rate, gate) : gate;
}

using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Pipeline.State;
using VideoDyn.Temporal.Gates;
using VideoDyn.Temporal.Sequences;

namespace VideoDyn.Pipeline.Plans;

/// <summary>The gate of one stream: made anew after an outage, except where it is a network, which only forgets.</summary>
internal sealed class StreamGate : IDisposable
{
    private readonly AnalysisOptions _options;
    private readonly IGate? _fixed;
    private readonly SkipRnnGate? _learned;
    private readonly StreamState? _state;

    /// <summary>Makes the gate.</summary>
    /// <param name="options">Which.</param>
    /// <param name="substitute">The gate of a run without a detector; null for the one of the options.</param>
    /// <param name="states">Where the state of the stream lies.</param>
    /// <param name="stream">Name of the stream.</param>
    /// <exception cref="Core.Errors.VideoDynException">The gate cannot be made.</exception>
    public StreamGate(AnalysisOptions options, IGate? substitute, StateStore states, string stream)
    {
        _options = options;
        _fixed = substitute;
        IGate gate = substitute ?? PlanRegistry.CreateGate(options.Gate);
        _learned = gate as SkipRnnGate;
        if (_learned is not null)
        {
            _state = states.Open(stream, _learned.ModelSha256);
            _state.Add(_learned);
        }

        Current = Bounded(gate);
    }

    /// <summary>The gate.</summary>
    public IGate Current { get; private set; }

    /// <summary>What people should know at the end, one line each.</summary>
    public IEnumerable<string> Notes => _learned is null ? [] : [.. _state!.Warnings, .. _learned.Notes];

    /// <summary>Begins anew.</summary>
    public IGate Renew()
    {
        _state?.Reset(StateReset.Outage);
        return Current = Bounded(_fixed ?? _learned ?? PlanRegistry.CreateGate(_options.Gate));
    }

    /// <summary>Saves what is to be kept.</summary>
    public void Dispose()
    {
        _state?.Close();
        _state?.Dispose();
        _learned?.Dispose();
    }

    private IGate Bounded(IGate gate) => _options.MaxFps is { } rate ? new MaxRateGate(rate, gate) : gate;
}

using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Temporal.Sequences;

/// <summary>
/// Gate <c>skip-rnn</c>: a small sequence model looks at the stream and says after each look how long nothing needs to be
/// looked at; the frames that it looks at are analyzed.
/// </summary>
public sealed class SkipRnnGate : IGate, IStateful, IDisposable
{
    /// <summary>Reason of the frames that are left out.</summary>
    public const string Reason = "skip-rnn";

    private static readonly GateDecision s_skip = GateDecision.Skip(Reason);
    private static readonly GateDecision s_update = new(GateOutcome.Analyze, "update");
    private static readonly GateDecision s_woken = new(GateOutcome.Analyze, "woken");
    private readonly SequenceNetworks _networks;
    private readonly SequenceFollower _stream;
    private readonly StageClock _unbooked = new(ProcessorScope.Thread);

    /// <summary>Loads the model.</summary>
    /// <param name="folder">Folder of a sequence model.</param>
    /// <param name="tensorizer">Turns pictures into input tensors.</param>
    /// <param name="threads">Threads for inference, at least 1.</param>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: the folder cannot be used.</exception>
    public SkipRnnGate(string folder, IFrameTensorizer tensorizer, int threads = 1)
    {
        _networks = SequenceNetworks.Open(folder, threads);
        _stream = new SequenceFollower(_networks, tensorizer, "skip-rnn");
    }

    /// <inheritdoc/>
    public Stage Stage => Stage.Signals;

    /// <summary>SHA-256 of the model.</summary>
    public string ModelSha256 => _networks.Sha256;

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots => _stream.Slots;

    /// <summary>What people should know, one line each.</summary>
    public IEnumerable<string> Notes => _stream.Notes;

    /// <inheritdoc/>
    public bool CanRest => true;

    /// <inheritdoc/>
    public TimeSpan? RestsUntil => _stream.DueAt;

    /// <inheritdoc/>
    public GateDecision DecideUnseen(long frameIndex, FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _stream.Pass(frame.StreamTime);
        return s_skip;
    }

    /// <inheritdoc/>
    public GateDecision Decide(long frameIndex, FrameLease frame) => _stream.Add(frame, _unbooked) switch
    {
        SequenceStep.Updated => s_update,
        SequenceStep.Woken => s_woken,
        _ => s_skip,
    };

    /// <inheritdoc/>
    public void Explain(GateNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        numbers.Add("steps_left", _stream.State.StepsLeft);
        numbers.Add("increment", _stream.State.Increment);
    }

    /// <inheritdoc/>
    public void Dispose() => _networks.Dispose();
}

using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Core.Tensors;
using VideoDyn.Temporal.Actions;

namespace VideoDyn.Temporal.Sequences;

/// <summary>
/// Follows one stream with a sequence model: looks at the frames that the model asks for, sooner when the picture has
/// changed, and says which label holds. A frame that needs no look costs a small comparison.
/// </summary>
/// <remarks>One stream, one thread at a time. Allocates nothing per frame.</remarks>
public sealed class SequenceFollower : IStateful
{
    private readonly SequenceNetworks _networks;
    private readonly IFrameTensorizer _tensorizer;
    private readonly SequenceCell _cell;
    private readonly LabelHold _hold;
    private readonly PictureWatch _watch = new();
    private readonly RateWatch _rate;
    private readonly bool[] _background;
    private readonly StepTimes _times;
    private int _epoch;

    /// <summary>Makes the sequence of one stream.</summary>
    /// <param name="networks">The model, which the caller disposes.</param>
    /// <param name="tensorizer">Turns pictures into input tensors.</param>
    /// <param name="slot">Name of its state in the store.</param>
    public SequenceFollower(SequenceNetworks networks, IFrameTensorizer tensorizer, string slot = "sequence")
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(tensorizer);
        _networks = networks;
        _tensorizer = tensorizer;
        _cell = new SequenceCell(networks);
        _hold = new LabelHold(Model.Hold);
        _rate = new RateWatch(Model.StepsPerSecond);
        _times = new StepTimes(Model.StepsPerSecond);
        _background = ActionLabels.Flags(Model.Labels, Model.Background);
        State = new SequenceState(networks.Units, slot);
    }

    /// <summary>What is remembered.</summary>
    public SequenceState State { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots => [State];

    /// <summary>What was done so far.</summary>
    public SequenceCounters Counters { get; } = new();

    /// <summary>The label that began to hold with the last frame; null for none.</summary>
    public LabelChange? Change { get; private set; }

    /// <summary>
    /// Stream time from which on the model wants to look again, unless the picture changes before; null before the first look.
    /// </summary>
    public TimeSpan? DueAt => _times.Step < 0 || !State.HasUpdates ? null : _times.TimeOf(_times.Step + Math.Max(1, State.StepsLeft));

    /// <summary>Class that holds; -1 for none.</summary>
    public int CurrentClass => _hold.Current;

    /// <summary>The best class of the last look.</summary>
    public int LastClass => _cell.ClassId;

    /// <summary>Scores of all classes at the last look.</summary>
    public ReadOnlySpan<float> LastScores => _cell.Scores;

    /// <summary>What people should know, one line each.</summary>
    public IEnumerable<string> Notes => new[] { State.Problem, _rate.Note }.OfType<string>();

    private SequenceModel Model => _networks.Model;

    /// <summary>
    /// Says beforehand which frames of a recording are looked at or compared with what was; the others may come without pixels
    /// and are told by <see cref="Pass"/>. Holds while frames keep their size.
    /// </summary>
    public IFrameForecast Forecast() => new StepForecast(Model.StepsPerSecond);

    /// <summary>The next frame of the stream was not decoded.</summary>
    /// <param name="time">Its stream time.</param>
    public void Pass(TimeSpan time)
    {
        Change = null;
        Notice();
        if (_times.Begins(time))
            return; // time that steps back begins a new count with the next picture
        _rate.Add(time, begins: false);
        _times.Pass(time);
    }

    /// <summary>Takes in the next frame of the stream.</summary>
    /// <param name="frame">The frame; only read during the call.</param>
    /// <param name="clock">Where the time goes.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: a network failed.</exception>
    public SequenceStep Add(FrameLease frame, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(clock);
        Change = null;
        State.Begin(frame.Format.Width, frame.Format.Height);
        if (!Follow(frame.StreamTime, out long passed))
            return SequenceStep.Between;
        Counters.Steps++;
        State.StepsLeft = Math.Max(0, State.StepsLeft - passed);
        int units = _cell.UnitsDue(_times.Step);
        bool isDue = State.StepsLeft == 0 && units > 0;
        bool isWoken = HasChanged(frame, clock) && !isDue;
        if (!isDue && !isWoken)
            return SequenceStep.Skipped;
        if (isWoken)
            Counters.Wakes++;
        Look(frame, isWoken ? _networks.Units : units, clock);
        return isWoken ? SequenceStep.Woken : SequenceStep.Updated;
    }

    /// <summary>Forgets the state: what comes has nothing to do with what was seen.</summary>
    public void Reset(StateReset reason)
    {
        State.Reset(reason);
        Notice();
    }

    // Which step of the model the frame is. A stream with fewer frames passes several at once.
    private bool Follow(TimeSpan time, out long passed)
    {
        Notice();
        bool begins = _times.Begins(time);
        _rate.Add(time, begins);
        passed = _times.Advance(time);
        if (!begins)
            return passed > 0;
        // Time that steps back begins a new count of steps; the state stays, since the scene does.
        passed = State.HasUpdates ? 1 : 0;
        return true;
    }

    private void Notice()
    {
        if (_epoch == State.Epoch)
            return;
        _epoch = State.Epoch;
        _hold.Reset();
        _watch.Reset();
        _times.Clear();
    }

    // Whether the picture has changed so much that it must be looked at; a cut also resets the state.
    private bool HasChanged(FrameLease frame, StageClock clock)
    {
        Stage caller = clock.Enter(Stage.Signals);
        float changed = _watch.Compare(frame);
        if (_watch.IsCut && State.HasUpdates)
        {
            Counters.Cuts++;
            State.Reset(StateReset.SceneCut);
            _epoch = State.Epoch;
            _hold.Reset();
        }

        clock.Enter(caller);
        return _watch.IsCut || (Model.Wake > 0 && changed >= Model.Wake);
    }

    private void Look(FrameLease frame, int units, StageClock clock)
    {
        Stage caller = clock.Enter(Stage.Preprocess);
        _tensorizer.Write(frame, _networks.Features.Spec, _networks.Features.Picture);
        clock.Enter(Stage.Inference);
        int renewed = _cell.Update(_networks.Features.Run(), State.State, units, out long macs);
        clock.Enter(caller);
        Counters.Updates++;
        Counters.PartialUpdates += renewed < _networks.Units ? 1 : 0;
        Counters.Macs += macs + _networks.Features.Part.Macs;
        State.HasUpdates = true;
        State.Increment = _cell.Increment;
        State.StepsLeft = Model.Update == SequenceUpdate.Learned ? SkipCountdown.Steps(_cell.Increment, Model.MostSteps) : 1;
        _watch.Take();
        int classId = _cell.Score >= Model.Report ? _cell.ClassId : -1;
        if (_hold.Add(classId, frame.StreamTime))
            Change = new LabelChange(_hold.Since, frame.StreamTime, frame.Index, classId, _cell.Score, classId >= 0 && !_background[classId]);
    }
}

using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Temporal.Actions;

namespace VideoDyn.Temporal.Clips;

/// <summary>
/// Cuts clips from a stream and answers each as soon as the frames that it needs are there: a model whose order follows
/// time answers while the clip runs. Only the frames that are looked at are prepared and run, and clips that overlap
/// share them.
/// </summary>
/// <remarks>One stream, one thread at a time. Allocates nothing per frame once all of a clip's memory is made.</remarks>
public sealed class ClipFollower : IDisposable
{
    private readonly ClipNetworks _networks;
    private readonly IFrameTensorizer _tensorizer;
    private readonly ClipFollowerOptions _options;
    private readonly SampleRing _samples;
    private readonly PictureWatch _watch = new();
    private readonly ClipGrid _grid;
    private readonly bool[] _background;
    private readonly List<OpenClip> _open = [];
    private readonly Stack<OpenClip> _spare = new();
    private readonly List<ClipResult> _results = [];
    private bool _isTriggered;
    private bool _began;

    /// <summary>Makes the clips of one stream.</summary>
    /// <param name="networks">The model, which the caller disposes.</param>
    /// <param name="tensorizer">Turns pictures into input tensors.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    public ClipFollower(ClipNetworks networks, IFrameTensorizer tensorizer, ClipFollowerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(tensorizer);
        _networks = networks;
        _tensorizer = tensorizer;
        _options = options ?? new ClipFollowerOptions();
        _samples = new SampleRing(Model.Frames, networks.Backbone, tensorizer, _options.MostPictureBytes);
        _grid = new ClipGrid(Model.FramesPerSecond, Model.Length);
        _background = ActionLabels.Flags(Model.Labels, Model.Background);
    }

    /// <summary>What was done so far.</summary>
    public ClipCounters Counters { get; } = new();

    /// <summary>Multiply-accumulates so far.</summary>
    public long Macs =>
        (Counters.BackboneRuns * _networks.Backbone.Part.Macs) + (Counters.ClassifierRuns * _networks.Classifier.Part.Macs)
        + (Counters.GateRuns * (_networks.Gate?.Part.Macs ?? 0));

    /// <summary>What people should know about the frame rate; null when there is nothing.</summary>
    public string? Note => _grid.Note;

    private ClipModel Model => _networks.Model;

    /// <summary>Says beforehand which frames of a recording may be looked at; the others may come without pixels.</summary>
    /// <param name="heedsAnswers">
    /// Whether what was answered until a frame is asked about counts, so that the rest of a clip that has its answer is not
    /// needed. Only where the next frame is read when the one before is through: else results would be the same, but not how
    /// much is decoded.
    /// </param>
    public IFrameForecast Forecast(bool heedsAnswers = false) =>
        new ClipForecast(Model.FramesPerSecond, Model.Length, heedsAnswers && Model.Trigger != ClipTrigger.Change ? MayNeed : null);

    /// <summary>Takes in the next frame of the stream.</summary>
    /// <param name="frame">The frame; held beyond the call.</param>
    /// <param name="isTriggered">
    /// Whether a tracked object is in view or a rule told something, whichever the model waits for. What a rule told counts for
    /// the next picture that is taken.
    /// </param>
    /// <param name="clock">Where the time goes.</param>
    /// <returns>Clips that have their answer now, valid until the next call.</returns>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: a network failed.</exception>
    public IReadOnlyList<ClipResult> Add(FrameLease frame, bool isTriggered, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(clock);
        _results.Clear();
        switch (_grid.Arrive(frame))
        {
            case FrameArrival.Repeats:
                return _results;
            case FrameArrival.Begins:
                Reset();
                _grid.Begin(frame);
                break;
            default:
                TakeUntil(frame.StreamTime, clock);
                break;
        }

        _grid.Show(frame);
        _isTriggered = isTriggered || (_isTriggered && Model.Trigger == ClipTrigger.Rule);
        return _results;
    }

    /// <summary>The stream is over: a recording shorter than one clip is a clip of its own length.</summary>
    /// <param name="clock">Where the time goes.</param>
    /// <returns>Clips that have their answer now.</returns>
    public IReadOnlyList<ClipResult> Complete(StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _results.Clear();
        if (_grid.Shown is not null)
        {
            TakeUntil(_grid.End, clock);
            if (!_began && _open is [{ Start: 0 } first, ..])
                Shorten(first, _grid.End, clock);
        }

        Reset();
        return _results;
    }

    /// <summary>Begins anew: what comes has nothing to do with what was seen.</summary>
    public void Reset()
    {
        Counters.CutOff += _open.Count;
        foreach (OpenClip clip in _open)
            _spare.Push(clip);
        _open.Clear();
        _samples.Clear();
        _watch.Reset();
        _grid.Clear();
        _began = _isTriggered = false;
    }

    /// <summary>Gives the held pictures back.</summary>
    public void Dispose() => Reset();

    private void TakeUntil(TimeSpan time, StageClock clock)
    {
        while (_grid.Instant(_samples.Count) < time)
            Take(clock);
    }

    private void Take(StageClock clock)
    {
        long number = _samples.Count;
        bool opens = number % Model.Stride == 0;
        bool isWanted = opens || _open.Count > 0;
        FrameLease frame = isWanted && !_grid.Shown!.HasPixels ? _grid.Seen ?? _grid.Shown : _grid.Shown!;
        ClipSample sample = _samples.Add(frame, isWanted, out bool isNew);
        Counters.Samples++;
        if (isNew)
            sample.IsActive = IsActive(clock);
        if (opens)
            Open(number);
        for (int index = 0; index < _open.Count; index++)
        {
            OpenClip clip = _open[index];
            clip.IsActive |= sample.IsActive;
            if (!Advance(clip, clock) && number - clip.Start < Model.Frames - 1)
                continue;
            if (!clip.State.IsDone)
                CountUnanswered(clip);
            _began = true;
            _spare.Push(clip);
            _open.RemoveAt(index--);
        }
    }

    private bool IsActive(StageClock clock)
    {
        switch (Model.Trigger)
        {
            case ClipTrigger.Always:
                return true;
            case ClipTrigger.Track:
                return _isTriggered;
            case ClipTrigger.Rule:
                bool told = _isTriggered;
                _isTriggered = false;
                return told;
            default:
                Stage caller = clock.Enter(Stage.Signals);
                bool changed = _grid.Seen is { } seen && _watch.Compare(seen) >= _options.ChangedShare;
                if (changed)
                    _watch.Take();
                clock.Enter(caller);
                return changed;
        }
    }

    // A clip that nothing triggered, or none of whose pictures could be decoded.
    private void CountUnanswered(OpenClip clip)
    {
        if (clip.IsActive)
            Counters.CutOff++;
        else
            Counters.Idle++;
    }

    // Whether a clip around an instant has no answer yet. Clips that have one are open no more.
    private bool MayNeed(TimeSpan origin, long number)
    {
        if (_grid.Shown is null || origin != _grid.Origin)
            return true;
        for (long start = number - (number % Model.Stride); start >= 0 && start > number - Model.Frames; start -= Model.Stride)
        {
            if (start >= _samples.Count || IsOpen(start))
                return true;
        }

        return false;
    }

    private bool IsOpen(long start)
    {
        foreach (OpenClip clip in _open)
        {
            if (clip.Start == start)
                return true;
        }

        return false;
    }

    private void Open(long number)
    {
        OpenClip clip = _spare.TryPop(out OpenClip? spare) ? spare : new OpenClip(new ClipState(_networks));
        clip.Start = number;
        clip.IsActive = false;
        clip.Used = 0;
        clip.State.Begin();
        _open.Add(clip);
    }

    // As far as the frames are there. Returns whether there is an answer.
    private bool Advance(OpenClip clip, StageClock clock)
    {
        while (clip.IsActive && !clip.State.IsDone)
        {
            long number = clip.Start + Model.Order[clip.State.Step];
            if (number >= _samples.Count || !_samples[number].IsKept)
                return false;
            Look(clip, _samples[number], clock);
        }

        if (clip.State.IsDone)
            Answer(clip, _grid.Edge(clip.Start), _grid.Edge(clip.Start + Model.Frames));
        return clip.State.IsDone;
    }

    // Fewer frames than the model wants: some stand at several positions, and are looked at once.
    private void Shorten(OpenClip clip, TimeSpan end, StageClock clock)
    {
        long found = _samples.Count;
        if (found == 0 || !clip.IsActive || !_samples[0].IsKept)
            return;
        clip.State.Begin();
        clip.Used = 0;
        while (!clip.State.IsDone)
            Look(clip, _samples[((2 * Model.Order[clip.State.Step]) + 1) * found / (2 * Model.Frames)], clock);
        Answer(clip, _grid.Origin, end);
        _open.Remove(clip);
        _spare.Push(clip);
    }

    private void Look(OpenClip clip, ClipSample sample, StageClock clock)
    {
        ReadOnlySpan<float> feature = sample.Feature(_networks.Backbone, _tensorizer, clock, out bool ran);
        Counters.BackboneRuns += ran ? 1 : 0;
        if (!clip.HasSeen(sample.Index))
            clip.Used++;
        clip.Seen[clip.State.Step] = sample.Index;
        Stage caller = clock.Enter(Stage.Inference);
        clip.State.Add(feature);
        clock.Enter(caller);
    }

    private void Answer(OpenClip clip, TimeSpan start, TimeSpan end)
    {
        ClipState state = clip.State;
        Counters.Answered++;
        Counters.Frames += Model.Frames;
        Counters.FramesUsed += clip.Used;
        Counters.ClassifierRuns += state.ClassifierRuns;
        Counters.GateRuns += state.GateRuns;
        bool isReported = state.Score >= Model.Thresholds.Report && !_background[state.ClassId];
        _results.Add(new ClipResult(
            start, end, _grid.Newest.Time, _grid.Newest.Index, state.ClassId, state.Score, clip.Used, Model.Frames, state.Reason, isReported));
    }

    private sealed class OpenClip(ClipState state)
    {
        public ClipState State { get; } = state;

        public long[] Seen { get; } = new long[ClipModel.MostFrames];

        public long Start { get; set; }

        public bool IsActive { get; set; }

        public int Used { get; set; }

        public bool HasSeen(long index) => Seen.AsSpan(0, State.Step).Contains(index);
    }
}

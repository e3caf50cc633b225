using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Temporal.Actions;
using VideoDyn.Temporal.Clips;

namespace VideoDyn.Temporal.Focus;

/// <summary>
/// Cuts clips from a stream, one after another, and answers each when its last frame is there. What is shown at an instant
/// is the last frame before it, as for clip models.
/// </summary>
/// <remarks>One stream, one thread at a time. Holds no frame but the one that is shown.</remarks>
public sealed class FocusFollower : IDisposable
{
    private readonly FocusModel _model;
    private readonly FocusClip _clip;
    private readonly IFrameTensorizer _tensorizer;
    private readonly FocusPicture[] _pictures;
    private readonly FocusPicture[] _clipPictures;
    private readonly bool[] _background;
    private readonly ClipGrid _grid;
    private readonly List<ClipResult> _results = [];
    private long _samples;
    private long _answered;

    /// <summary>Makes the clips of one stream.</summary>
    /// <param name="networks">The model, which the caller disposes.</param>
    /// <param name="tensorizer">Turns frames into tensors.</param>
    public FocusFollower(FocusNetworks networks, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(tensorizer);
        _model = networks.Model;
        _clip = new FocusClip(networks);
        _tensorizer = tensorizer;
        _pictures = [.. Enumerable.Range(0, _model.Frames).Select(_ => new FocusPicture(_model))];
        _clipPictures = new FocusPicture[_model.Frames];
        _background = ActionLabels.Flags(_model.Labels, _model.Background);
        _grid = new ClipGrid(_model.FramesPerSecond, _model.Length);
    }

    /// <summary>What was done so far; glances count as runs of the backbone.</summary>
    public ClipCounters Counters { get; } = new();

    /// <summary>Multiply-accumulates so far.</summary>
    public long Macs => _clip.Macs;

    /// <summary>The last clip's look: corners, scores.</summary>
    public FocusClip Clip => _clip;

    /// <summary>What people should know about the frame rate; null when there is nothing.</summary>
    public string? Note => _grid.Note;

    /// <summary>Says beforehand which frames of a recording are looked at; the others may come without pixels.</summary>
    public IFrameForecast Forecast() => new ClipForecast(_model.FramesPerSecond, _model.Length);

    /// <summary>Takes in the next frame of the stream.</summary>
    /// <param name="frame">The frame; held beyond the call.</param>
    /// <param name="clock">Where the time goes.</param>
    /// <returns>Clips that have their answer now, valid until the next call.</returns>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: a network failed.</exception>
    public IReadOnlyList<ClipResult> Add(FrameLease frame, StageClock clock)
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
        return _results;
    }

    /// <summary>The stream is over: a recording shorter than one clip is a clip of its own length.</summary>
    /// <param name="clock">Where the time goes.</param>
    public IReadOnlyList<ClipResult> Complete(StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _results.Clear();
        if (_grid.Shown is not null)
        {
            TakeUntil(_grid.End, clock);
            if (_answered == 0 && _samples > 0)
                Answer(_grid.Origin, _grid.End, (int)_samples, clock);
        }

        Reset();
        return _results;
    }

    /// <summary>Begins anew: what comes has nothing to do with what was seen.</summary>
    public void Reset()
    {
        if (_samples % _model.Frames != 0 && !(_samples < _model.Frames && _answered > 0))
            Counters.CutOff++;
        (_samples, _answered) = (0, 0);
        _grid.Clear();
    }

    /// <summary>Gives the held frame back.</summary>
    public void Dispose() => Reset();

    private void TakeUntil(TimeSpan time, StageClock clock)
    {
        while (_grid.Instant(_samples) < time && _grid.Seen is not null)
        {
            Stage caller = clock.Enter(Stage.Preprocess);
            _pictures[_samples % _model.Frames].Write(_grid.Seen, _tensorizer);
            clock.Enter(caller);
            _samples++;
            Counters.Samples++;
            if (_samples % _model.Frames == 0)
                Answer(_grid.Edge(_samples - _model.Frames), _grid.Edge(_samples), _model.Frames, clock);
        }
    }

    // Fewer frames than the model wants: some stand at several positions.
    private void Answer(TimeSpan start, TimeSpan end, int found, StageClock clock)
    {
        for (int position = 0; position < _model.Frames; position++)
            _clipPictures[position] = _pictures[((2 * position) + 1) * found / (2 * _model.Frames)];
        _clip.Run(_clipPictures, _answered++, clock);
        Counters.Answered++;
        Counters.Frames += _model.Frames;
        Counters.FramesUsed += _clip.FramesUsed;
        Counters.BackboneRuns += _clip.FramesUsed;
        Counters.ClassifierRuns += _clip.FramesUsed;
        bool isReported = _clip.Score >= _model.Report && !_background[_clip.ClassId];
        _results.Add(new ClipResult(
            start, end, _grid.Newest.Time, _grid.Newest.Index, _clip.ClassId, _clip.Score, _clip.FramesUsed, _model.Frames, _clip.Reason, isReported));
    }
}

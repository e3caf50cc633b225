using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Inference.Crops;
using VideoDyn.Pipeline.Scheduling;
using VideoDyn.Pipeline.Scheduling.Batching;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>
/// The frame of a camera whose crops run together with those of other cameras. Whoever runs the last of them completes the
/// frame and tells the analyzer stage.
/// </summary>
internal sealed class BatchedFrame(CameraLine line) : IBatchClient
{
    private readonly Lock _gate = new();
    private FrameLease? _frame;
    private TimeSpan _wall;
    private TimeSpan _processor;
    private Exception? _error;
    private bool _isGivenUp;
    private int _left;

    public FairShare Share => line.Share;

    public IReadOnlyList<CropTicket> Crops { get; private set; } = [];

    /// <summary>Analyzes a frame, or begins to.</summary>
    /// <returns>Whether its crops are run by somebody else; else it is analyzed.</returns>
    public bool TryBegin(FrameLease frame)
    {
        if (line.Services.Batcher is not { } batcher)
        {
            line.Flow.Analyze(frame);
            return false;
        }

        Crops = line.Flow.Begin(frame);
        if (Crops.Count == 0)
            return false;
        line.Flow.Clock.Enter(Stage.Rest);
        (_frame, _wall, _processor, _error, _isGivenUp, _left) = (frame, default, default, null, false, Crops.Count);
        batcher.Tell(new BatchMessage(this));
        return true;
    }

    public void Ran(int count, TimeSpan wall, TimeSpan processor, Exception? error)
    {
        lock (_gate)
        {
            _wall += wall;
            _processor += processor;
            _error ??= error;
        }

        Settle(count);
    }

    public void GiveUp(int count)
    {
        lock (_gate)
            _isGivenUp = true;
        Settle(count);
    }

    private void Settle(int count)
    {
        lock (_gate)
        {
            _left -= count;
            if (_left > 0)
                return;
        }

        FrameLease frame = _frame!;
        _frame = null;
        if (_isGivenUp)
        {
            line.Drop(frame, DropCauses.Interrupted);
            line.Busy = false;
        }
        else
        {
            line.Analyzer.Tell(new AnalyzerMessage(frame, IsDone: true, Complete(frame)));
        }
    }

    private Exception? Complete(FrameLease frame)
    {
        line.Flow.Clock.Resume(Stage.Rest);
        line.Flow.Clock.Add(Stage.Inference, _wall, _processor);
        if (_error is not null)
        {
            line.Flow.Fail();
            return _error;
        }

        try
        {
            line.Flow.Complete(frame);
            line.Flow.Clock.Enter(Stage.Rest);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }
}

using VideoDyn.Actors.Supervision;

namespace VideoDyn.Actors.Cells;

/// <summary>
/// The token that tells a running handler to come to an end. Stop and restart wait for the handler like everything else;
/// without the token a handler that waits for the outside world could hold them up for ever.
/// </summary>
internal abstract partial class ActorCell
{
    private CancellationTokenSource? _interruption;
    private bool _isInterrupted;
    private bool _isStopRequested;

    public CancellationToken Stopping
    {
        get
        {
            lock (AnyMailbox)
                return _isInterrupted ? new CancellationToken(true) : (_interruption ??= new CancellationTokenSource()).Token;
        }
    }

    /// <summary>Asks for a stop; for others.</summary>
    public void RequestStop()
    {
        Interrupt(forGood: true);
        Post(new StopMessage());
    }

    /// <summary>Called before the stop or restart is posted: afterwards it could hit the next instance.</summary>
    private void Interrupt(bool forGood)
    {
        CancellationTokenSource? interruption;
        lock (AnyMailbox)
        {
            _isInterrupted = true;
            _isStopRequested |= forGood;
            interruption = _interruption;
            _interruption = null;
        }

        // Not here: callbacks are code of this actor, and the caller is in a turn of another.
        if (interruption is not null)
            System.Completions.Schedule(new Interruption(this, interruption), again: false);
    }

    private void ResetInterruption()
    {
        lock (AnyMailbox)
        {
            _isInterrupted = _isStopRequested;
            _interruption = null;
        }
    }

    private sealed class Interruption(ActorCell cell, CancellationTokenSource source) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            try
            {
                source.Cancel();
            }
            catch (AggregateException e)
            {
                cell.Publish(FaultPhase.Callback, e);
            }
        }

        public override string ToString() => $"interruption of {cell.Path}";
    }
}

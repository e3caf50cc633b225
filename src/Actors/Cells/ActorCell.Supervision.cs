using VideoDyn.Actors.Supervision;

namespace VideoDyn.Actors.Cells;

/// <summary>Failing, and deciding about children that failed.</summary>
internal abstract partial class ActorCell
{
    private List<ActorCell>? _escalated;

    // The parent's notes about this child; only the parent touches them.
    private RestartHistory? _history;
    private int _toldGeneration;

    private RestartHistory? _sharedHistory;

    /// <summary>Holds messages back and asks the supervisor.</summary>
    protected void Fail(Exception error)
    {
        _state = ActorState.Failed;
        AnyMailbox.Suspend(true);
        if (Parent is null)
            System.OnGuardianFailed(error);
        else
            Parent.Post(new ChildFailedMessage(this, error, _generation));
    }

    private void Resume()
    {
        if (State != ActorState.Failed)
            return;
        _state = ActorState.Running;
        AnyMailbox.Suspend(false);

        // Whoever resumes this actor has decided about the children it could not decide about itself.
        foreach (ActorCell child in _escalated ?? [])
            child.Post(new ResumeMessage());
        _escalated = null;
    }

    private void OnChildFailed(ChildFailedMessage failed)
    {
        // Children are about to stop anyway, or the failure is one of an instance that was told to go.
        if (State is not (ActorState.Running or ActorState.Failed or ActorState.Starting) || failed.Generation != failed.Child._toldGeneration)
            return;
        Decision decision = Decide(failed.Child, failed.Error);
        FaultPhase phase = IsFailedStart(failed.Child, failed.Error) ? FaultPhase.Starting : FaultPhase.Handling;
        System.Events.Publish(new ActorFault(failed.Child.Path, phase, failed.Error, decision.Directive, decision.Delay));
        switch (decision.Directive)
        {
            case Directive.Resume:
                failed.Child.Post(new ResumeMessage());
                break;
            case Directive.Restart:
                foreach (ActorCell child in HitBy(failed.Child))
                    child.RequestRestart(failed.Error, decision.Delay);
                break;
            case Directive.Stop:
                foreach (ActorCell child in HitBy(failed.Child))
                    child.RequestStop();
                break;
            default:
                (_escalated ??= []).Add(failed.Child);
                if (State != ActorState.Failed)
                    Fail(failed.Error);
                break;
        }
    }

    private Decision Decide(ActorCell child, Exception error)
    {
        SupervisorStrategy strategy = ChildStrategy;
        RestartHistory history = strategy.HitsAll ? _sharedHistory ??= new() : child._history ??= new();
        try
        {
            Decision decision = strategy.Decide(error, history, System.Time, System.NextRandom);

            // There is no state to go on with.
            return decision.Directive == Directive.Resume && IsFailedStart(child, error)
                ? new Decision(Directive.Stop, TimeSpan.Zero)
                : decision;
        }
        catch (Exception e)
        {
            Publish(FaultPhase.Callback, e);
            return new Decision(Directive.Escalate, TimeSpan.Zero);
        }
    }

    private ActorCell[] HitBy(ActorCell failed) => ChildStrategy.HitsAll ? _children?.ToArray() ?? [] : [failed];

    private static bool IsFailedStart(ActorCell child, Exception error) =>
        error is ActorStartException start && ReferenceEquals(start.Path, child.Path);

    /// <summary>Called by the parent.</summary>
    private void RequestRestart(Exception cause, TimeSpan delay)
    {
        Interrupt(forGood: false);
        Post(new RestartMessage(cause, ++_toldGeneration, delay));
    }
}

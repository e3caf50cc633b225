using VideoDyn.Actors;
using VideoDyn.Actors.Dispatch;

namespace VideoDyn.Pipeline.Scheduling;

/// <summary>
/// The inference that all cameras share: a fixed number of workers, each a thread of its own, and a fair queue in front
/// of them. Which camera is served next changes when results come, never what they are.
/// </summary>
internal sealed class InferencePool(int workers) : Actor<PoolMessage>
{
    private readonly FairQueue<IInferenceJob> _waiting = new();
    private readonly Stack<int> _free = new(workers);
    private readonly IActorRef<IInferenceJob>[] _workers = new IActorRef<IInferenceJob>[workers];

    /// <summary>The recipe.</summary>
    /// <param name="workers">How many analyses run at once, at least 1.</param>
    public static Props<PoolMessage> Props(int workers) => Actors.Props.Create(() => new InferencePool(workers)) with
    {
        Capacity = 100_000,
        ChildStopOrder = ChildStopOrder.Together,
        OnDropped = (message, _) =>
        {
            if (message.Worker < 0)
                message.Job!.GiveUp();
        },
    };

    protected override ValueTask PreStart()
    {
        for (int number = 0; number < _workers.Length; number++)
        {
            int mine = number;
            IActorRef<PoolMessage> pool = Context.Self;
            _workers[number] = Context.Spawn(
                Actors.Props.Create(() => new InferenceWorker(mine, pool)) with
                {
                    Dispatcher = Dispatcher.DedicatedThread,
                    Capacity = 1,
                    OnDropped = (job, _) => job.GiveUp(),
                },
                $"worker-{number + 1}");
        }

        return ValueTask.CompletedTask;
    }

    protected override ValueTask Receive(PoolMessage message)
    {
        if (message.Worker < 0)
        {
            _waiting.Enqueue(message.Job!.Share, message.Job);
        }
        else
        {
            if (message.Job is { } done)
                done.Charge(message.Seconds);
            _free.Push(message.Worker);
        }

        while (_free.Count > 0 && _waiting.TryDequeue(out IInferenceJob next))
            _workers[_free.Pop()].Tell(next);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask PostStop()
    {
        while (_waiting.TryDequeue(out IInferenceJob job))
            job.GiveUp();
        return ValueTask.CompletedTask;
    }
}

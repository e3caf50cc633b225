using VideoDyn.Actors;

namespace VideoDyn.Pipeline.Scheduling;

/// <summary>One thread that runs analyses, one at a time, and says when it is free.</summary>
internal sealed class InferenceWorker(int number, IActorRef<PoolMessage> pool) : Actor<IInferenceJob>
{
    protected override ValueTask PreStart()
    {
        pool.Tell(new PoolMessage(null, number, 0));
        return ValueTask.CompletedTask;
    }

    protected override ValueTask Receive(IInferenceJob message)
    {
        long began = Context.Time.GetTimestamp();
        message.Execute();
        pool.Tell(new PoolMessage(message, number, Context.Time.GetElapsedTime(began).TotalSeconds));
        return ValueTask.CompletedTask;
    }
}

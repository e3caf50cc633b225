namespace VideoDyn.Actors.Dispatch;

/// <summary>Turns as work items of the thread pool, without an allocation.</summary>
internal sealed class PoolDispatcher : Dispatcher
{
    // A fresh turn goes to the sender's own queue, where its message is still in the cache; a turn that was cut short
    // goes behind all others.
    public override void Schedule(IThreadPoolWorkItem work, bool again) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: !again);
}

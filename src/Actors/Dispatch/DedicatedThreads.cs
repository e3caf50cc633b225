namespace VideoDyn.Actors.Dispatch;

/// <summary>Makes a thread per actor; it never runs anything itself.</summary>
internal sealed class DedicatedThreads : Dispatcher
{
    public override void Schedule(IThreadPoolWorkItem work, bool again) => Pool.Schedule(work, again);

    protected internal override Dispatcher Attach(ActorPath path) => new DedicatedThread(path.ToString());
}

using VideoDyn.Actors;

namespace VideoDyn.Benchmarks.Actors;

/// <summary>The same work as <see cref="ChannelConsumer"/>, by an actor.</summary>
internal sealed class ActorConsumer : IDisposable
{
    private readonly ManualResetEventSlim _done = new();
    private readonly IActorRef<long> _actor;

    public ActorConsumer(int capacity) =>
        _actor = new ActorSystem().Spawn(Props.Create(() => new Adder(_done)) with { Capacity = capacity });

    public void Send(int messages)
    {
        _done.Reset();
        _ = Task.Run(() => WriteAsync(messages));
        _done.Wait();
    }

    public void Dispose()
    {
        _actor.System.Stop(_actor);
        _done.Dispose();
    }

    private async Task WriteAsync(int messages)
    {
        for (int left = messages - 1; left >= 0; left--)
            await _actor.TellAsync(left);
    }

    private sealed class Adder(ManualResetEventSlim done) : Actor<long>
    {
        public long Sum { get; private set; }

        protected override ValueTask Receive(long message)
        {
            Sum += message;
            if (message == 0)
                done.Set();
            return ValueTask.CompletedTask;
        }
    }
}

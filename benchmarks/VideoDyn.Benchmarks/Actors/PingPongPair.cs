using VideoDyn.Actors;
using VideoDyn.Actors.Dispatch;

namespace VideoDyn.Benchmarks.Actors;

/// <summary>Two actors that tell each other a number until it is zero.</summary>
internal sealed class PingPongPair : IDisposable
{
    private readonly ManualResetEventSlim _done = new();
    private readonly IActorRef<Ball> _ping;
    private readonly IActorRef<Ball> _pong;

    public PingPongPair(Dispatcher dispatcher)
    {
        var system = new ActorSystem();
        Props<Ball> props = Props.Create(() => new Player(_done)) with { Dispatcher = dispatcher };
        _ping = system.Spawn(props, "ping");
        _pong = system.Spawn(props, "pong");
    }

    public void Bounce(int bounces)
    {
        _done.Reset();
        _ping.Tell(new Ball(bounces, _pong));
        _done.Wait();
    }

    public void Dispose()
    {
        _ping.System.Stop(_ping);
        _ping.System.Stop(_pong);
        _done.Dispose();
    }

    private readonly record struct Ball(int Left, IActorRef<Ball> Back);

    private sealed class Player(ManualResetEventSlim done) : Actor<Ball>
    {
        protected override ValueTask Receive(Ball message)
        {
            if (message.Left == 0)
                done.Set();
            else
                message.Back.Tell(new Ball(message.Left - 1, Context.Self));
            return ValueTask.CompletedTask;
        }
    }
}

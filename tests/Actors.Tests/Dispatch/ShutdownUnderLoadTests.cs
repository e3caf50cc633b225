using VideoDyn.Actors.Dispatch;
using VideoDyn.Actors.Supervision;
using VideoDyn.Actors.TestKit;

namespace VideoDyn.Actors.Tests.Dispatch;

/// <summary>Spawning, failing, watching and stopping from many real threads at once: everything ends, everything is closed.</summary>
public class ShutdownUnderLoadTests
{
    private const int Rounds = 10;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private int _started;
    private int _stopped;

    [Fact]
    public async Task System_must_stop_completely_while_others_spawn_tell_and_fail()
    {
        for (int round = 0; round < Rounds; round++)
        {
            var system = new ActorSystem();
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Task[] spawners = [.. Enumerable.Range(0, 4).Select(spawner => Task.Run(() => SpawnUntilRefused(system, spawner, begun)))];
            await begun.Task.WaitAsync(s_patience);
            ShutdownReport report = await system.StopAsync(s_patience);
            await Task.WhenAll(spawners).WaitAsync(s_patience);

            Assert.Empty(report.Unfinished);
            Guards.AllFinished(system);
        }

        Assert.True(_started > Rounds);
        Assert.Equal(_started, _stopped);
    }

    private void SpawnUntilRefused(ActorSystem system, int spawner, TaskCompletionSource begun)
    {
        Props<int> props = Props.Create(() => new Parent(this)) with
        {
            ChildStrategy = spawner % 2 == 0 ? new AllForOneStrategy() : new OneForOneStrategy(),
            ChildStopOrder = (ChildStopOrder)(spawner % 2),
            Dispatcher = spawner == 3 ? Dispatcher.DedicatedThread : null,
        };
        for (int i = 0; i < 300; i++)
        {
            IActorRef<int> actor;
            try
            {
                actor = system.Spawn(props);
            }
            catch (InvalidOperationException)
            {
                return;
            }

            for (int message = 0; message < 5; message++)
                actor.Tell(message);
            if (i % 3 == 0)
                system.Stop(actor);
            if (i == 4)
                begun.TrySetResult();
        }
    }

    private sealed class Parent(ShutdownUnderLoadTests test) : Actor<int>
    {
        private readonly List<IActorRef<int>> _children = [];

        protected override ValueTask PreStart()
        {
            Interlocked.Increment(ref test._started);
            for (int i = 0; i < 2; i++)
            {
                IActorRef<int> child = Context.Spawn(Props.Create(() => new Child(test)));
                Context.Watch(child);
                _children.Add(child);
            }

            return ValueTask.CompletedTask;
        }

        protected override ValueTask PostStop()
        {
            Interlocked.Increment(ref test._stopped);
            return ValueTask.CompletedTask;
        }

        protected override ValueTask OnTerminated(Terminated terminated) => ValueTask.CompletedTask;

        protected override ValueTask Receive(int message)
        {
            _children[message % 2].Tell(message);
            return message == 4 ? throw new InvalidOperationException("parent") : ValueTask.CompletedTask;
        }
    }

    private sealed class Child(ShutdownUnderLoadTests test) : Actor<int>
    {
        protected override async ValueTask PreStart()
        {
            Interlocked.Increment(ref test._started);
            await Task.Yield();
        }

        protected override ValueTask PostStop()
        {
            Interlocked.Increment(ref test._stopped);
            return ValueTask.CompletedTask;
        }

        protected override ValueTask Receive(int message) =>
            message == 1 ? throw new InvalidOperationException("child") : ValueTask.CompletedTask;
    }
}

using VideoDyn.Actors.Dispatch;
using VideoDyn.Actors.TestKit;
using VideoDyn.Actors.Tests.Support;

namespace VideoDyn.Actors.Tests.Dispatch;

/// <summary>Real threads; every wait has a generous deadline that a passing test never reaches.</summary>
public class DedicatedThreadTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Handler_must_run_on_one_thread_of_its_own_also_after_an_await()
    {
        var system = new ActorSystem();
        IActorRef<Func<Living, ValueTask>> actor = system.Spawn(new Life("native", []).Props with { Dispatcher = Dispatcher.DedicatedThread }, "native");
        var threads = new List<Thread>();
        var outside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        actor.Tell(async _ =>
        {
            threads.Add(Thread.CurrentThread);
            await outside.Task;
            threads.Add(Thread.CurrentThread);
        });
        actor.Do(_ =>
        {
            threads.Add(Thread.CurrentThread);
            done.SetResult();
        });
        outside.SetResult();
        await done.Task.WaitAsync(s_patience);

        Assert.Single(threads.Distinct());
        Assert.False(threads[0].IsThreadPoolThread);
        Assert.True(threads[0].IsBackground);
        Assert.Equal("/native", threads[0].Name);
        await Stop(system);
        Assert.True(threads[0].Join(s_patience), "the thread of a stopped actor has not ended");
    }

    [Fact]
    public async Task Handler_that_blocks_in_native_code_must_hear_of_a_stop()
    {
        var system = new ActorSystem();
        IActorRef<Func<Living, ValueTask>> actor = system.Spawn(new Life("native", []).Props with { Dispatcher = Dispatcher.DedicatedThread });
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        actor.Do(living =>
        {
            running.SetResult();
            living.Surroundings.Stopping.WaitHandle.WaitOne(s_patience);
        });
        await running.Task.WaitAsync(s_patience);

        await Stop(system);
        Assert.True(actor.IsTerminated);
    }

    [Fact]
    public async Task Producer_with_a_thread_of_its_own_must_be_slowed_down_by_its_consumer_and_lose_nothing()
    {
        const int Count = 20_000;
        var system = new ActorSystem();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int next = 0;
        IActorRef<int> consumer = system.Spawn(Props.FromHandler<int>((_, message) =>
        {
            if (message != next++)
                done.TrySetException(new InvalidOperationException($"{message} came as number {next}"));
            if (next == Count)
                done.TrySetResult();
        }) with
        { Capacity = 4 });
        IActorRef<Func<Living, ValueTask>> producer = system.Spawn(new Life("p", []).Props with { Dispatcher = Dispatcher.DedicatedThread });
        producer.Tell(async _ =>
        {
            for (int i = 0; i < Count; i++)
                Assert.True(await consumer.TellAsync(i));
        });

        await done.Task.WaitAsync(s_patience);
        Guards.NoDeadLetters(system);
        await Stop(system);
    }

    [Fact]
    public void Send_through_the_context_of_an_actor_must_be_refused() =>
        Assert.Throws<NotSupportedException>(() => new WorkItemContext(Dispatcher.Pool).Send(_ => { }, null));

    private static async Task Stop(ActorSystem system)
    {
        Assert.True((await system.StopAsync(s_patience)).IsComplete);
        Guards.AllFinished(system);
    }
}

using System.Globalization;
using VideoDyn.Actors.Dispatch;
using VideoDyn.Benchmarks.Harness;

namespace VideoDyn.Benchmarks.Actors;

/// <summary>
/// What the actor runtime costs: messages from one producer through an actor beside the same messages through a bare
/// bounded channel with a consumer loop, the way there and back between two actors, bytes per message and per idle actor.
/// </summary>
internal static class ActorsBenchmark
{
    private const int Messages = 20_000;
    private const int Bounces = 500;

    public static void Run(BenchmarkOptions options)
    {
        Throughput(64, options);
        Throughput(1024, options);
        PingPong(options);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Bytes per message in steady state: {Bytes.PerMessage():F4} (tell and handle, all threads).\n"));
        (double untouched, double used) = Bytes.PerIdleActor();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Bytes per idle actor, name and parent's entry included: {untouched:F0} before, {used:F0} after its first messages.\n"));
    }

    private static void Throughput(int capacity, BenchmarkOptions options)
    {
        using var channel = new ChannelConsumer(capacity);
        using var actor = new ActorConsumer(capacity);
        TimingReport report = new InterleavedTimer()
            .Add("bare channel", () => channel.Send(Messages))
            .Add("actor", () => actor.Send(Messages))
            .Measure(options.Rounds);
        Console.WriteLine(report.ToMarkdown($"{Messages} messages, one producer, capacity {capacity}"));
        (double ratio, double low, double high) = report["bare channel"].RatioTo(report["actor"]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Throughput {Rate("bare channel"):F1} and {Rate("actor"):F1} million messages per second: {ratio:F2} of the channel ({low:F2} .. {high:F2}).\n"));

        double Rate(string name) => Messages / report[name].Median / 1000;
    }

    private static void PingPong(BenchmarkOptions options)
    {
        using var pool = new PingPongPair(Dispatcher.Pool);
        using var threads = new PingPongPair(Dispatcher.DedicatedThread);
        TimingReport report = new InterleavedTimer()
            .Add("on the pool", () => pool.Bounce(Bounces))
            .Add("between two threads of their own", () => threads.Bounce(Bounces))
            .Measure(options.Rounds);
        Console.WriteLine(report.ToMarkdown($"Ping-pong between two actors, {Bounces} messages"));
        foreach (Series action in report.Actions)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"One message, {action.Name}: {action.Median * 1000 / Bounces:F2} µs."));
        }

        Console.WriteLine();
    }
}

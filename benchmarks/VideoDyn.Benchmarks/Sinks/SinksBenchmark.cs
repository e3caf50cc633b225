using System.Diagnostics;
using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Brokers.TestKit;
using VideoDyn.Brokers.TestKit.Kafka;
using VideoDyn.Brokers.TestKit.Mosquitto;
using VideoDyn.Brokers.TestKit.RabbitMq;
using VideoDyn.Events.Kafka;
using VideoDyn.Events.Mqtt;
using VideoDyn.Events.RabbitMq;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Sinks;

namespace VideoDyn.Benchmarks.Sinks;

/// <summary>
/// Events through the outbox to a broker of this machine until it has confirmed them: how many a second when more are there
/// than can be delivered, and how long each takes at 100 a second.
/// </summary>
internal static class SinksBenchmark
{
    private const int Rush = 40_000;
    private const int Steady = 1_500;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine("| sink | confirmed events/s | enqueue p99 ms | at 100/s: p50 ms | p95 ms |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        Blocking.Run(MeasureAllAsync);
    }

    private static async Task<bool> MeasureAllAsync()
    {
        await using (RabbitMqBroker rabbit = await RabbitMqBroker.StartAsync())
            await MeasureAsync("RabbitMQ, quorum queue", RabbitMqSink.Create(new() { Name = "rabbitmq", Host = "127.0.0.1", Port = rabbit.Port, Queue = "q" }));
        foreach (bool isVersion5 in new[] { true, false })
        {
            await using MosquittoBroker mosquitto = await MosquittoBroker.StartAsync();
            await MeasureAsync($"Mosquitto, QoS 1, MQTT {(isVersion5 ? "5" : "3.1.1")}", MqttSink.Create(new() { Name = "mqtt", Host = "127.0.0.1", Port = mosquitto.Port, IsVersion5 = isVersion5 }));
        }

        using var cluster = new MockCluster(3, "videodyn");
        await MeasureAsync("Kafka (mock cluster)", KafkaSink.Create(new() { Name = "kafka", Servers = cluster.Servers }));
        return true;
    }

    private static async Task MeasureAsync(string name, IEventSink sink)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("videodyn-bench-");
        try
        {
            var timed = new TimedSink(sink);
            await using EventDelivery delivery = await EventDelivery.OpenAsync([new HostedSink(timed)], new() { Outbox = Path.Combine(folder.FullName, "outbox.db") });
            long sequence = 0;
            // The first round warms the compiler and the connection up.
            await RushAsync(delivery, timed, Rush / 4);
            (double rate, double enqueue) = await RushAsync(delivery, timed, Rush);
            timed.Forget();
            using (var pace = new PeriodicTimer(s_tick))
            {
                for (int i = 0; i < Steady; i++)
                {
                    await pace.WaitForNextTickAsync();
                    Write(delivery, timed, ++sequence, "steady");
                }

                while (timed.Confirmed < Steady)
                    await pace.WaitForNextTickAsync();
            }

            double[] times = timed.Milliseconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {rate:F0} | {enqueue:F3} | {times[times.Length / 2]:F1} | {times[times.Length * 95 / 100]:F1} |"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Rate, double EnqueueP99)> RushAsync(EventDelivery delivery, TimedSink sink, int count)
    {
        sink.Forget();
        var enqueue = new double[count];
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            // No camera is that fast; beyond its queue the outbox would count losses.
            while (delivery.Outbox.Queued > 5_000)
                await pace.WaitForNextTickAsync();
            long before = Stopwatch.GetTimestamp();
            Write(delivery, sink, i, $"rush{count}");
            enqueue[i] = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
        }

        while (sink.Confirmed < count)
            await pace.WaitForNextTickAsync();
        double rate = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        Array.Sort(enqueue);
        return (rate, enqueue[count * 99 / 100]);
    }

    private static void Write(EventDelivery delivery, TimedSink sink, long sequence, string camera)
    {
        OutgoingEvent e = TestEvents.Make(sequence, camera);
        sink.Enqueued(e.Id);
        delivery.Output.Write(e.Json.Span);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Sinks;

namespace VideoDyn.Benchmarks.Outbox;

/// <summary>
/// The outbox: how long a camera is held up by handing an event over, how soon the event is on disk, how many events a
/// second go in, and how many go through to a sink that confirms at once.
/// </summary>
internal static class OutboxBenchmark
{
    private const int Burst = 50_000;

    public static void Run(BenchmarkOptions options)
    {
        foreach (OutboxDurability durability in Enum.GetValues<OutboxDurability>())
        {
            foreach (int rate in (int[])[100, 500])
                Steady(durability, rate, Math.Min(options.Rounds * 10, rate * 10));
            Flood(durability);
        }
    }

    // What a busy site does: events at a rate, evenly.
    private static void Steady(OutboxDurability durability, int rate, int count)
    {
        var stored = new List<double>(count);
        var held = new List<double>(count);
        var confirmed = new List<double>(count);
        WithOutbox(durability, stored, confirmed, count, delivery =>
        {
            long began = Stopwatch.GetTimestamp();
            using var wait = new ManualResetEventSlim();
            for (int number = 0; number < count; number++)
            {
                double due = (double)number / rate;
                while (Stopwatch.GetElapsedTime(began).TotalSeconds is var now && now < due)
                    wait.Wait(TimeSpan.FromSeconds(due - now));
                held.Add(Write(delivery, number));
            }
        });
        Print($"{durability}, {rate} events/s", held, stored, confirmed, null);
    }

    // As fast as one thread can: everything waits in memory until the disk has it.
    private static void Flood(OutboxDurability durability)
    {
        var stored = new List<double>(Burst);
        var held = new List<double>(Burst);
        var confirmed = new List<double>(Burst);
        long began = 0;
        WithOutbox(durability, stored, confirmed, Burst, delivery =>
        {
            began = Stopwatch.GetTimestamp();
            for (int number = 0; number < Burst; number++)
                held.Add(Write(delivery, number));
        });
        double onDisk = s_storedAt - (began / (double)Stopwatch.Frequency);
        double through = s_confirmedAt - (began / (double)Stopwatch.Frequency);
        Print($"{durability}, {Burst} at once", held, stored, confirmed, string.Create(CultureInfo.InvariantCulture, $"{Burst / onDisk:F0} events/s to disk, {Burst / through:F0} events/s confirmed"));
    }

    private static double s_storedAt;
    private static double s_confirmedAt;

    private static void WithOutbox(OutboxDurability durability, List<double> stored, List<double> confirmed, int count, Action<EventDelivery> action)
    {
        string folder = Directory.CreateTempSubdirectory("videodyn-bench-").FullName;
        using var all = new ManualResetEventSlim();
        var options = new DeliveryOptions
        {
            Outbox = Path.Combine(folder, "outbox.db"),
            Keeping = new OutboxOptions
            {
                Durability = durability,
                QueueCapacity = Burst,
                OnStored = delay =>
                {
                    stored.Add(delay.TotalMilliseconds);
                    s_storedAt = Now;
                },
            },
        };
        var sink = new CountingSink(confirmed, count, all);
        EventDelivery delivery = Blocking.Run(() => EventDelivery.OpenAsync([new HostedSink(sink)], options));
        action(delivery);
        if (!all.Wait(TimeSpan.FromMinutes(2)))
            throw new TimeoutException($"{confirmed.Count} of {count} events were confirmed within two minutes");
        Blocking.Run(() => delivery.StopAsync(TimeSpan.FromSeconds(10)));
        Directory.Delete(folder, recursive: true);
    }

    private static double Now => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    private static double Write(EventDelivery delivery, int number)
    {
        byte[] json = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"specversion":"1.0","id":"updated-{{{number}}}-{{{Stopwatch.GetTimestamp()}}}","source":"/videodyn/cameras/street","type":"videodyn.object.updated","time":"2026-01-01T00:00:00Z","datacontenttype":"application/json","data":{"camera":"street","model":"detector.onnx","plan":"change+blocks","frame":{{{number}}},"stream_time":{{{number / 25.0}}},"id":{{{number}}},"label":"person","score":0.8731,"box":[102.25,33.5,180.75,260.5],"velocity":[12.5,-3.25],"provenance":"detected","evidence_age_ms":0,"first_seen":1.2,"last_seen":3.4}}"""));
        long began = Stopwatch.GetTimestamp();
        delivery.Output.Write(json);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static void Print(string what, List<double> held, List<double> stored, List<double> confirmed, string? rate)
    {
        Console.WriteLine(what);
        Row("hand-over", held);
        Row("on disk", stored);
        Row("confirmed", confirmed);
        if (rate is not null)
            Console.WriteLine($"  {rate}");
    }

    private static void Row(string name, List<double> values)
    {
        double[] sorted = [.. values.Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-10} p50 {At(0.5):F3} ms, p95 {At(0.95):F3} ms, p99 {At(0.99):F3} ms, max {sorted[^1]:F1} ms ({sorted.Length} events)"));

        double At(double share) => sorted[(int)(share * (sorted.Length - 1))];
    }

    /// <summary>Confirms at once, and measures from the instant in the event's id.</summary>
    private sealed class CountingSink(List<double> delays, int expected, ManualResetEventSlim all) : IEventSink
    {
        public string Name => "counting";

        public int MaxBatch => 500;

        public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task SendAsync(IReadOnlyList<OutgoingEvent> events, IList<Delivery> deliveries, CancellationToken cancellationToken)
        {
            foreach (OutgoingEvent e in events)
            {
                long began = long.Parse(e.Id.AsSpan(e.Id.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);
                delays.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                deliveries.Add(Delivery.Confirmed);
            }

            s_confirmedAt = Now;
            if (delays.Count >= expected)
                all.Set();
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

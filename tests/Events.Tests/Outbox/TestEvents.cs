using System.Text;
using System.Text.Json;
using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Tests.Outbox;

/// <summary>Events for outboxes, and how tests look at them.</summary>
internal static class TestEvents
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static byte[] Make(int number, string camera = "gate", string type = "videodyn.object.entered", int padding = 0) =>
        Encoding.UTF8.GetBytes(
            $$$"""{"specversion":"1.0","id":"entered-{{{number}}}-{{{number * 1000}}}","source":"/videodyn/cameras/{{{camera}}}","type":"{{{type}}}","time":"2026-01-01T00:{{{number / 60 % 60:D2}}}:{{{number % 60:D2}}}Z","datacontenttype":"application/json","data":{"camera":"{{{camera}}}","id":{{{number}}},"pad":"{{{new string('x', padding)}}}"}}""");

    public static string Id(int number) => $"entered-{number}-{number * 1000}";

    public static void WriteRange(this EventOutbox outbox, int first, int count, int padding = 0)
    {
        for (int number = first; number < first + count; number++)
            outbox.Write(Make(number, padding: padding));
    }

    /// <summary>Takes everything that waits for a sink, confirming as it goes.</summary>
    public static async Task<List<OutgoingEvent>> DrainAsync(this EventOutbox outbox, string sink)
    {
        await outbox.FlushAsync().WaitAsync(Patience);
        var all = new List<OutgoingEvent>();
        while (outbox.Backlog(sink).Pending > 0)
        {
            IReadOnlyList<OutgoingEvent> events = await outbox.ReadAsync(sink, 100, CancellationToken.None).WaitAsync(Patience);
            all.AddRange(events);
            await outbox.ConfirmAsync(sink, events[^1].Sequence, []).WaitAsync(Patience);
            await outbox.FlushAsync().WaitAsync(Patience);
        }

        return all;
    }

    public static SinkBacklog Backlog(this EventOutbox outbox, string sink) => outbox.Status.Sinks.Single(one => one.Sink == sink);

    public static JsonElement Data(this OutgoingEvent e) => JsonDocument.Parse(e.Json).RootElement.GetProperty("data");

    public static async Task Until(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
            await timer.WaitForNextTickAsync(limit.Token);
    }
}

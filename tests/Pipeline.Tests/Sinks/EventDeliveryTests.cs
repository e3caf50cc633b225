using System.Diagnostics.Metrics;
using System.Text;
using VideoDyn.Actors.Supervision;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Sinks;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Sinks;

public sealed class EventDeliveryTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();

    private string Outbox => _folder["outbox.db"];

    private DeliveryOptions Options => new()
    {
        Outbox = Outbox,
        BackOff = new BackOff { Minimum = TimeSpan.FromMilliseconds(10), Maximum = TimeSpan.FromMilliseconds(50) },
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Events_ReachEverySinkInOrder()
    {
        ScriptedSink one = new("one"), other = new("other") { MaxBatch = 1 };
        EventDelivery delivery = await EventDelivery.OpenAsync([new(one), new(other)], Options);
        Write(delivery, 1, 100);
        IReadOnlyList<SinkStatus> end = await delivery.StopAsync(s_patience);

        Assert.Equal(Ids(1, 100), one.Taken);
        Assert.Equal(Ids(1, 100), other.Taken);
        Assert.All(end, sink => Assert.Equal((100, 0, SinkState.Stopped), (sink.Sent, sink.Pending, sink.State)));
        Assert.True(one.IsDisposed && other.IsDisposed);
    }

    [Fact]
    public async Task AbsentSink_DoesNotHinderTheStartNorTheOthers_AndGetsAllWhenItComes()
    {
        bool there = false;
        var late = new ScriptedSink("late") { OnOpen = _ => Volatile.Read(ref there) ? Task.CompletedTask : throw new SinkUnavailableException("nobody at broker:1") };
        var present = new ScriptedSink("present");
        var changes = new List<SinkStatus>();
        await using EventDelivery delivery = await EventDelivery.OpenAsync([new(late), new(present)], Options with { OnChange = changes.Add });
        Write(delivery, 1, 20);
        await Until(() => present.Taken.Count == 20 && late.Openings > 3);
        SinkStatus waiting = delivery.Sinks()[0];
        Volatile.Write(ref there, true);
        await Until(() => late.Taken.Count == 20);

        Assert.Equal(20, waiting.Pending);
        Assert.Equal("nobody at broker:1", waiting.Error);
        await Until(() => delivery.Sinks()[0] is { State: SinkState.Connected, Error: null, Pending: 0 });
        // Told once when it was lost and once when it was back, however often it was tried.
        Assert.Equal([true, false], changes.Select(change => change.Error is not null));
    }

    [Fact]
    public async Task BrokenConnection_SendsAgainOnlyWhatWasNotAnswered()
    {
        int broken = 0;
        var sink = new ScriptedSink("sink");
        sink.OnEvent = e => e.Id == Id(4) && Interlocked.Increment(ref broken) <= 2 ? throw new SinkUnavailableException("gone") : Delivery.Confirmed;
        EventDelivery delivery = await EventDelivery.OpenAsync([new(sink)], Options);
        Write(delivery, 1, 8);
        IReadOnlyList<SinkStatus> end = await delivery.StopAsync(s_patience);

        Assert.Equal(Ids(1, 8), sink.Taken);
        Assert.Equal(2, end[0].Failures);
        Assert.Equal(3, sink.Openings);
    }

    [Fact]
    public async Task RefusedEvent_BecomesADeadLetterAfterSoManyAttempts_AndTheOthersGoOn()
    {
        var sink = new ScriptedSink("sink") { OnEvent = e => e.Id == Id(3) ? Delivery.Refused("too large") : Delivery.Confirmed };
        EventDelivery delivery = await EventDelivery.OpenAsync([new(sink)], Options with { Attempts = 4 });
        Write(delivery, 1, 30);
        IReadOnlyList<SinkStatus> end = await delivery.StopAsync(s_patience);

        Assert.Equal(29, sink.Taken.Count);
        Assert.Equal(4, sink.Offered.Count(id => id == Id(3)));
        Assert.Equal((29, 1, 0), (end[0].Sent, end[0].Refused, end[0].Pending));
        using var history = EventHistory.Open(Outbox);
        Assert.Equal(("sink", "too large", Id(3)), history.Refused(new EventFilter()).Select(record => (record.Sink, record.Reason, record.Event.Id)).Single());
    }

    [Fact]
    public async Task DefectiveSink_GivesUpTheEventThatBreaksIt()
    {
        var sink = new ScriptedSink("sink") { OnEvent = e => e.Id == Id(2) ? throw new InvalidOperationException("a defect") : Delivery.Confirmed };
        EventDelivery delivery = await EventDelivery.OpenAsync([new(sink)], Options);
        Write(delivery, 1, 5);
        await delivery.StopAsync(s_patience);

        Assert.Equal([Id(1), Id(3), Id(4), Id(5)], sink.Taken);
        using var history = EventHistory.Open(Outbox);
        Assert.Contains("a defect", Assert.Single(history.Refused(new EventFilter())).Reason);
    }

    [Fact]
    public async Task RetryAfter_IsWaitedFor()
    {
        var asked = TimeSpan.FromMilliseconds(400);
        long firstAt = 0, secondAt = 0;
        var sink = new ScriptedSink("sink");
        sink.OnEvent = _ =>
        {
            if (firstAt == 0)
            {
                firstAt = TimeProvider.System.GetTimestamp();
                throw new SinkUnavailableException("429") { RetryAfter = asked };
            }

            secondAt = TimeProvider.System.GetTimestamp();
            return Delivery.Confirmed;
        };
        EventDelivery delivery = await EventDelivery.OpenAsync([new(sink)], Options);
        Write(delivery, 1, 1);
        await delivery.StopAsync(s_patience);

        Assert.True(TimeProvider.System.GetElapsedTime(firstAt, secondAt) >= asked - TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task SinkThatHangs_IsGivenUpForATime()
    {
        int openings = 0;
        var sink = new ScriptedSink("sink")
        {
            OnOpen = token => Interlocked.Increment(ref openings) == 1 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask,
        };
        EventDelivery delivery = await EventDelivery.OpenAsync([new(sink)], Options with { OpenTimeout = TimeSpan.FromMilliseconds(100) });
        Write(delivery, 1, 1);
        IReadOnlyList<SinkStatus> end = await delivery.StopAsync(s_patience);
        Assert.Equal((1, 1), (end[0].Sent, end[0].Failures));
    }

    [Fact]
    public async Task Stop_LeavesWhatCannotBeDelivered_ForTheNextStart()
    {
        var absent = new ScriptedSink("sink") { OnOpen = _ => throw new SinkUnavailableException("absent") };
        EventDelivery first = await EventDelivery.OpenAsync([new(absent)], Options);
        Write(first, 1, 5);
        IReadOnlyList<SinkStatus> end = await first.StopAsync(TimeSpan.FromMilliseconds(200));
        Assert.Equal(5, end[0].Pending);

        var present = new ScriptedSink("sink");
        EventDelivery second = await EventDelivery.OpenAsync([new(present)], Options);
        await second.StopAsync(s_patience);
        Assert.Equal(Ids(1, 5), present.Taken);
    }

    [Fact]
    public async Task Accepts_ChoosesWhatASinkGets()
    {
        ScriptedSink gate = new("gate"), all = new("all");
        EventDelivery delivery = await EventDelivery.OpenAsync([new(gate) { Accepts = e => e.Camera == "gate" }, new(all)], Options);
        Write(delivery, 1, 10, "gate");
        Write(delivery, 11, 10, "yard");
        IReadOnlyList<SinkStatus> end = await delivery.StopAsync(s_patience);

        Assert.Equal(Ids(1, 10), gate.Taken);
        Assert.Equal(20, all.Taken.Count);
        Assert.All(end, sink => Assert.Equal(0, sink.Pending));
    }

    [Fact]
    public async Task Names_MustDiffer_AndSinksAreDisposedAllTheSame()
    {
        ScriptedSink one = new("same"), other = new("same");
        VideoDynException error = await Assert.ThrowsAsync<VideoDynException>(() => EventDelivery.OpenAsync([new(one), new(other)], Options));
        Assert.Contains("'same'", error.Message);
        Assert.True(one.IsDisposed && other.IsDisposed);
    }

    [Fact]
    public async Task Metrics_TellWhereSinksStand()
    {
        await using EventDelivery delivery = await EventDelivery.OpenAsync([new(new ScriptedSink("sink"))], Options);
        using var metrics = new SinkMetrics(delivery);
        Write(delivery, 1, 3);
        await Until(() => delivery.Sinks()[0].Sent == 3);
        var values = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == metrics.Meter)
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => values[instrument.Name] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => values[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();

        Assert.Equal((1, 3, 3), (values["videodyn.sink.up"], values["videodyn.sink.sent"], values["videodyn.outbox.stored"]));
    }

    private static void Write(EventDelivery delivery, int first, int count, string camera = "gate")
    {
        for (int number = first; number < first + count; number++)
        {
            delivery.Output.Write(Encoding.UTF8.GetBytes(
                $$$"""{"specversion":"1.0","id":"{{{Id(number)}}}","source":"/x","type":"videodyn.object.entered","time":"2026-01-01T00:00:00Z","data":{"camera":"{{{camera}}}"}}"""));
        }
    }

    private static string Id(int number) => $"entered-{number}";

    private static IEnumerable<string> Ids(int first, int count) => Enumerable.Range(first, count).Select(Id);

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(s_patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
            await timer.WaitForNextTickAsync(limit.Token);
    }
}

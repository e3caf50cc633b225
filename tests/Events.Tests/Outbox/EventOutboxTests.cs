using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;
using VideoDyn.TestKit;

namespace VideoDyn.Events.Tests.Outbox;

public sealed class EventOutboxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["outbox.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_AfterWrite_GivesTheEventsInOrderWithTheirAttributes()
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"]);
        outbox.WriteRange(1, 3);

        List<OutgoingEvent> events = await outbox.DrainAsync("a");

        Assert.Equal([TestEvents.Id(1), TestEvents.Id(2), TestEvents.Id(3)], events.Select(e => e.Id));
        Assert.Equal(["gate"], events.Select(e => e.Camera).Distinct());
        Assert.Equal("videodyn.object.entered", events[0].Type);
        Assert.Equal(TestEvents.Make(2), events[1].Json.ToArray());
        Assert.True(events[0].Sequence < events[1].Sequence);
    }

    [Fact]
    public async Task Read_WithoutConfirmation_GivesTheSameAgain_AlsoAfterReopening()
    {
        await using (EventOutbox outbox = EventOutbox.Open(File, ["a"]))
        {
            outbox.WriteRange(1, 5);
            await outbox.FlushAsync();
            IReadOnlyList<OutgoingEvent> first = await outbox.ReadAsync("a", 3, CancellationToken.None);
            IReadOnlyList<OutgoingEvent> again = await outbox.ReadAsync("a", 3, CancellationToken.None);
            Assert.Equal(first.Select(e => e.Id), again.Select(e => e.Id));
            await outbox.ConfirmAsync("a", first[1].Sequence, []);
        }

        await using EventOutbox reopened = EventOutbox.Open(File, ["a"]);
        Assert.Equal([TestEvents.Id(3), TestEvents.Id(4), TestEvents.Id(5)], (await reopened.DrainAsync("a")).Select(e => e.Id));
    }

    [Fact]
    public async Task Read_OfAnEmptyOutbox_WaitsForTheNextEvent()
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"]);
        Task<IReadOnlyList<OutgoingEvent>> read = outbox.ReadAsync("a", 10, CancellationToken.None);
        await outbox.FlushAsync();
        Assert.False(read.IsCompleted);

        outbox.WriteRange(7, 1);

        Assert.Equal(TestEvents.Id(7), Assert.Single(await read.WaitAsync(TestEvents.Patience)).Id);
    }

    [Fact]
    public async Task Cursors_OfSinks_AreIndependent()
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["fast", "slow"]);
        outbox.WriteRange(1, 250);

        Assert.Equal(250, (await outbox.DrainAsync("fast")).Count);
        Assert.Equal(250, outbox.Backlog("slow").Pending);
        Assert.Equal(250, (await outbox.DrainAsync("slow")).Count);
    }

    [Fact]
    public async Task Write_OfAnEventThatIsThere_StoresItOnce()
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"]);
        outbox.WriteRange(1, 10);
        outbox.WriteRange(1, 12);
        outbox.Write(TestEvents.Make(1, camera: "yard"));

        List<OutgoingEvent> events = await outbox.DrainAsync("a");

        Assert.Equal(13, events.Count);
        Assert.Equal(10, outbox.Status.Known);
        Assert.Equal(2, events.Count(e => e.Id == TestEvents.Id(1)));
    }

    [Fact]
    public async Task Write_OfNothingButKnownEvents_LeavesNothingPending_AlsoAfterReopening()
    {
        await using (EventOutbox outbox = EventOutbox.Open(File, ["a"]))
        {
            outbox.WriteRange(1, 5);
            await outbox.DrainAsync("a");
        }

        await using (EventOutbox again = EventOutbox.Open(File, ["a"]))
        {
            again.WriteRange(1, 5);
            await again.FlushAsync();
            Assert.Equal((5, 0), (again.Status.Known, again.Backlog("a").Pending));
        }

        await using EventOutbox third = EventOutbox.Open(File, ["a"]);
        Assert.Equal(0, third.Backlog("a").Pending);
        third.WriteRange(6, 1);
        Assert.Equal(6, (await third.DrainAsync("a")).Single().Sequence);
        Assert.Equal(0, third.Backlog("a").Pending);
    }

    [Fact]
    public async Task Backlog_AfterTheNewestWerePurged_CountsNoneOfThem()
    {
        await using (EventOutbox outbox = EventOutbox.Open(File, ["a"]))
        {
            outbox.WriteRange(1, 5);
            IReadOnlyList<OutgoingEvent> events = await outbox.ReadAsync("a", 2, CancellationToken.None);
            await outbox.ConfirmAsync("a", events[1].Sequence, []);
        }

        using (var history = EventHistory.Open(File))
            history.Remove(new EventFilter(), undelivered: true);

        await using EventOutbox reopened = EventOutbox.Open(File, ["a"]);
        Assert.Equal(0, reopened.Backlog("a").Pending);
        reopened.WriteRange(6, 1);
        Assert.Equal(TestEvents.Id(6), (await reopened.DrainAsync("a")).Single().Id);
    }

    [Fact]
    public async Task NewSink_OfAFileWithHistory_GetsWhatComes_OrAllIfAskedFor()
    {
        await using (EventOutbox outbox = EventOutbox.Open(File, ["a"]))
            outbox.WriteRange(1, 3);
        await using (EventOutbox later = EventOutbox.Open(File, ["a", "b"]))
        {
            later.WriteRange(4, 1);
            Assert.Equal([TestEvents.Id(4)], (await later.DrainAsync("b")).Select(e => e.Id));
        }

        await using EventOutbox whole = EventOutbox.Open(File, ["c"], new OutboxOptions { NewSinksGetHistory = true });
        Assert.Equal(4, (await whole.DrainAsync("c")).Count);
    }

    [Fact]
    public async Task Refused_GoToTheDeadLettersWithTheirReason()
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"]);
        outbox.WriteRange(1, 2);
        IReadOnlyList<OutgoingEvent> events = await outbox.ReadAsync("a", 1, CancellationToken.None);
        await outbox.ConfirmAsync("a", events[0].Sequence, [new RefusedEvent(events[0].Sequence, "400 Bad Request")]);

        using var history = EventHistory.Open(File);
        RefusedRecord refused = Assert.Single(history.Refused(new EventFilter()));
        Assert.Equal(("a", TestEvents.Id(1), "400 Bad Request"), (refused.Sink, refused.Event.Id, refused.Reason));
        Assert.Equal([TestEvents.Id(2)], (await outbox.DrainAsync("a")).Select(e => e.Id));
    }

    [Fact]
    public async Task Events_AreSoonOnDisk()
    {
        var delays = new List<TimeSpan>();
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"], new OutboxOptions { OnStored = delays.Add });
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (int number = 1; number <= 40 && await timer.WaitForNextTickAsync(); number++)
            outbox.WriteRange(number, 1);
        await outbox.FlushAsync();

        // The median, because other work on the machine may hold up a single one.
        Assert.InRange(delays.Order().ElementAt(20).TotalMilliseconds, 0, 100);
    }

    [Fact]
    public async Task ManyWriters_LoseNothing()
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"]);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(lane => Task.Run(() => outbox.WriteRange(lane * 1000, 1000))));

        Assert.Equal(4000, (await outbox.DrainAsync("a")).Select(e => e.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"type":"t","id":""}""")]
    public async Task Write_OfWhatIsNoEvent_SaysSo(string text)
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"]);
        Assert.Throws<Core.Errors.VideoDynException>(() => outbox.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task Close_EndsWaitingReads_AndRefusesMore()
    {
        EventOutbox outbox = EventOutbox.Open(File, ["a"]);
        Task<IReadOnlyList<OutgoingEvent>> read = outbox.ReadAsync("a", 1, CancellationToken.None);
        await outbox.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outbox.FlushAsync());
        Assert.Throws<ObjectDisposedException>(() => outbox.WriteRange(1, 1));
    }
}

using System.Diagnostics;
using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;
using VideoDyn.TestKit;

namespace VideoDyn.Events.Tests.Outbox;

public class OutboxDiskFullTests
{
    private const int Written = 2000;

    [SmallFileSystemFact]
    public async Task FullFileSystem_HindersNoCamera_AndTheLossIsToldWhenThereIsRoomAgain()
    {
        using var disk = SmallFileSystem.Mount(kilobytes: 2048);
        string path = Path.Combine(disk.Path, "outbox.db");
        await using EventOutbox outbox = EventOutbox.Open(path, ["a"], new OutboxOptions { QueueCapacity = 100 });
        outbox.WriteRange(1, 30);
        await outbox.FlushAsync().WaitAsync(TestEvents.Patience);
        disk.Fill();

        // A camera hands over one event after the other; none of them waits for the disk.
        var longest = TimeSpan.Zero;
        for (int number = 31; number <= Written; number++)
        {
            long began = Stopwatch.GetTimestamp();
            outbox.WriteRange(number, 1, padding: 1000);
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
        }

        await TestEvents.Until(() => outbox.Status is { Problem: not null, Lost: > 0 });
        Assert.True(longest < TestEvents.Patience, $"one hand-over took {longest}");
        Assert.InRange(outbox.Status.Stored, 30, Written / 2);

        disk.Free();
        await TestEvents.Until(() => outbox.Status.Problem is null);
        List<OutgoingEvent> events = await outbox.DrainAsync("a");

        OutgoingEvent told = Assert.Single(events, e => e.Type == OutboxNotice.Overflow);
        Assert.Equal(outbox.Status.Lost, told.Data().GetProperty("lost").GetInt64());
        Assert.Equal("memory", told.Data().GetProperty("cause").GetString());
        Assert.Equal(Written, events.Count - 1 + outbox.Status.Lost);
        Assert.Equal(TestEvents.Id(Written), events.Last(e => e.Type != OutboxNotice.Overflow).Id);
        Assert.Equal(events.Count, events.Select(e => e.Id).Distinct().Count());
    }

    [SmallFileSystemFact]
    public async Task FullFileSystem_AtTheEnd_StoresWhatItCanAfterARestart()
    {
        using var disk = SmallFileSystem.Mount(kilobytes: 2048);
        string path = Path.Combine(disk.Path, "outbox.db");
        await using (EventOutbox outbox = EventOutbox.Open(path, ["a"], new OutboxOptions { QueueCapacity = 100 }))
        {
            outbox.WriteRange(1, 30);
            await outbox.FlushAsync().WaitAsync(TestEvents.Patience);
            disk.Fill();
            outbox.WriteRange(31, 50, padding: 4000);
            await TestEvents.Until(() => outbox.Status.Problem is not null);
        }

        disk.Free();
        await using EventOutbox again = EventOutbox.Open(path, ["a"]);
        again.WriteRange(100, 1);
        List<OutgoingEvent> events = await again.DrainAsync("a");

        Assert.Equal(TestEvents.Id(1), events[0].Id);
        Assert.Contains(events, e => e.Id == TestEvents.Id(30));
        Assert.Contains(events, e => e.Id == TestEvents.Id(100));
        Assert.Equal(events.Count, events.Select(e => e.Id).Distinct().Count());
    }
}

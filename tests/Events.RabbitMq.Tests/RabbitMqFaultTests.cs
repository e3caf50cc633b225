using RabbitMQ.Client;
using VideoDyn.Brokers.TestKit;
using VideoDyn.Brokers.TestKit.RabbitMq;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.RabbitMq.Tests;

[Collection("broker")]
public class RabbitMqFaultTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    [BrokerFact(Broker.RabbitMq)]
    public async Task BrokerKilledAndFrozen_InTheMiddleOfBatches_LosesNothing()
    {
        await using RabbitMqBroker broker = await RabbitMqBroker.StartAsync();
        await using RabbitMqSink sink = RabbitMqSink.Create(new()
        {
            Name = "r", Host = "127.0.0.1", Port = broker.Port, Queue = "q",
            Heartbeat = TimeSpan.FromSeconds(2), ConfirmTimeout = TimeSpan.FromSeconds(2), ConnectTimeout = TimeSpan.FromSeconds(3),
        });
        using var giveUp = new CancellationTokenSource(s_patience);
        using var stop = new CancellationTokenSource();
        var run = new FaultRun(sink, perSecond: 1000);

        Task<HashSet<string>> sending = run.RunAsync(stop.Token, giveUp.Token);
        await run.WaitForMoreAsync(500, giveUp.Token);
        int outages = run.Outages;
        await broker.KillAsync();
        await run.WaitForOutageAsync(outages, giveUp.Token);
        Assert.Contains($"127.0.0.1:{broker.Port}", run.LastOutage, StringComparison.Ordinal);
        await broker.RestartAsync();
        await run.WaitForMoreAsync(500, giveUp.Token);
        outages = run.Outages;
        broker.Freeze();
        await run.WaitForOutageAsync(outages, giveUp.Token);
        broker.Thaw();
        await run.WaitForMoreAsync(500, giveUp.Token);
        await stop.CancelAsync();
        HashSet<string> emitted = await sending;

        await using QueueReader reader = await QueueReader.OpenAsync(broker);
        List<BasicGetResult> received = await reader.DrainAsync("q");
        Assert.Subset(emitted, run.ConfirmedIds.ToHashSet());
        Assert.Equal(emitted.Count, run.Confirmed);
        Assert.Superset(emitted, received.Select(message => message.BasicProperties.MessageId!).ToHashSet());
    }

    [BrokerFact(Broker.RabbitMq)]
    public async Task Open_WithNobodyListening_SaysSoAtOnce()
    {
        await using RabbitMqSink sink = RabbitMqSink.Create(new() { Name = "r", Host = "127.0.0.1", Port = 9 });

        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => sink.OpenAsync(default));

        Assert.Contains("r: amqp://127.0.0.1:9/ cannot be reached: Connection refused", error.Message, StringComparison.Ordinal);
    }
}

using RabbitMQ.Client;
using VideoDyn.Brokers.TestKit;
using VideoDyn.Brokers.TestKit.RabbitMq;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.RabbitMq.Tests;

[Collection("broker")]
public class RabbitMqFaultTests
{
    [BrokerFact(Broker.RabbitMq)]
    public Task NothingLost_BrokerKilledAndFrozen() => LoseNothingAsync(FaultPlan.Short);

    [SoakBrokerFact(Broker.RabbitMq)]
    public Task NothingLost_BrokerKilledAndFrozen_Soak() => LoseNothingAsync(FaultPlan.Soak);

    [BrokerFact(Broker.RabbitMq)]
    public async Task Open_WithNobodyListening_SaysSoAtOnce()
    {
        await using RabbitMqSink sink = RabbitMqSink.Create(new() { Name = "r", Host = "127.0.0.1", Port = 9 });

        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => sink.OpenAsync(default));

        Assert.Contains("r: amqp://127.0.0.1:9/ cannot be reached: Connection refused", error.Message, StringComparison.Ordinal);
    }

    /// <remarks>
    /// The queue is a durable classic one: a quorum queue on a single node of RabbitMQ 3.10 often stays without a leader after
    /// a kill, until an operator triggers an election, and then confirms nothing (docs/sinks.md).
    /// </remarks>
    private static async Task LoseNothingAsync(FaultPlan plan)
    {
        await using RabbitMqBroker broker = await RabbitMqBroker.StartAsync();
        await DeclareAsync(broker);
        await using RabbitMqSink sink = RabbitMqSink.Create(new()
        {
            Name = "r",
            Host = "127.0.0.1",
            Port = broker.Port,
            Heartbeat = TimeSpan.FromSeconds(2),
            ConfirmTimeout = TimeSpan.FromSeconds(2),
            ConnectTimeout = TimeSpan.FromSeconds(3),
        });
        var run = new FaultRun(sink, plan.PerSecond);
        HashSet<string> emitted = await plan.CarryOutAsync(run, broker, () => DeclareAsync(broker));

        await using QueueReader reader = await QueueReader.OpenAsync(broker);
        string[] received = [.. (await reader.DrainAsync("q")).Select(message => message.BasicProperties.MessageId!)];
        plan.Log("sinks-rabbitmq", emitted, received, run.Outages);
        Assert.True(emitted.SetEquals(run.ConfirmedIds));
        Assert.True(emitted.SetEquals(received), $"{emitted.Except(received).Count()} of {emitted.Count} lost");
        Assert.InRange(run.Outages, plan.Kills + plan.Freezes, int.MaxValue);
    }

    /// <summary>What a consumer does whenever it connects, also after a crash of the broker.</summary>
    private static async Task DeclareAsync(RabbitMqBroker broker)
    {
        await using QueueReader consumer = await QueueReader.OpenAsync(broker);
        await consumer.Channel.ExchangeDeclareAsync("videodyn", "topic", durable: true);
        await consumer.Channel.QueueDeclareAsync("q", durable: true, exclusive: false, autoDelete: false);
        await consumer.Channel.QueueBindAsync("q", "videodyn", "#");
    }
}

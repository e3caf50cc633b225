using System.Text;
using RabbitMQ.Client;
using VideoDyn.Brokers.TestKit;
using VideoDyn.Brokers.TestKit.RabbitMq;
using VideoDyn.Events.Envelope.Formats;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.RabbitMq.Tests;

[Collection("broker")]
public class RabbitMqSinkTests(RabbitMqFixture fixture) : IClassFixture<RabbitMqFixture>
{
    private RabbitMqBroker Broker => fixture.Broker;

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Send_ToADeclaredQuorumQueue_ArrivesInOrderWithItsProperties()
    {
        await using RabbitMqSink sink = await OpenAsync(new() { Name = "r", Host = "127.0.0.1", Exchange = "ordered", Queue = "ordered-q" });
        OutgoingEvent[] batch = TestEvents.Batch(1, 300);

        List<Delivery> deliveries = await SendAsync(sink, batch);

        Assert.Equal(300, deliveries.Count);
        Assert.All(deliveries, delivery => Assert.True(delivery.IsConfirmed, delivery.Refusal));
        await using QueueReader reader = await QueueReader.OpenAsync(Broker);
        List<BasicGetResult> messages = await reader.DrainAsync("ordered-q");
        Assert.Equal(batch.Select(e => e.Id), messages.Select(message => message.BasicProperties.MessageId));
        Assert.Equal(Encoding.UTF8.GetString(batch[7].Json.Span), Encoding.UTF8.GetString(messages[7].Body.Span));
        Assert.Equal("door.zone.entered", messages[0].RoutingKey);
        Assert.Equal("videodyn.zone.entered", messages[0].BasicProperties.Type);
        Assert.Equal("application/cloudevents+json", messages[0].BasicProperties.ContentType);
        Assert.Equal(DeliveryModes.Persistent, messages[0].BasicProperties.DeliveryMode);
        Assert.Equal(1L, messages[0].BasicProperties.Headers!["videodyn-sequence"]);
    }

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Send_WithNoQueueBound_IsRefusedAndTheRestOfTheBatchIsNot()
    {
        await using RabbitMqSink sink = await OpenAsync(new()
        {
            Name = "r",
            Host = "127.0.0.1",
            Exchange = "picky",
            Queue = "picky-q",
            BindingKey = "door.#",
            UnroutableGrace = TimeSpan.Zero,
        });

        List<Delivery> deliveries = await SendAsync(sink, [TestEvents.Make(1), TestEvents.Make(2, camera: "yard"), TestEvents.Make(3)]);

        Assert.True(deliveries[0].IsConfirmed && deliveries[2].IsConfirmed);
        Assert.Contains("no queue is bound", deliveries[1].Refusal, StringComparison.Ordinal);
        Assert.Contains("yard.zone.entered", deliveries[1].Refusal, StringComparison.Ordinal);
    }

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Send_WithNoQueueBoundYet_IsKeptUntilThereIsOne()
    {
        await using RabbitMqSink sink = await OpenAsync(new() { Name = "r", Host = "127.0.0.1", Exchange = "early", UnroutableGrace = TimeSpan.FromMinutes(10) });

        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => SendAsync(sink, [TestEvents.Make(1)]));
        await using QueueReader consumer = await QueueReader.OpenAsync(Broker);
        await consumer.Channel.QueueDeclareAsync("late-q", durable: true, exclusive: false, autoDelete: false);
        await consumer.Channel.QueueBindAsync("late-q", "early", "#");
        await sink.OpenAsync(default);
        List<Delivery> deliveries = await SendAsync(sink, [TestEvents.Make(1)]);

        Assert.Contains("no queue is bound for it: exchange 'early', routing key 'door.zone.entered'", error.Message, StringComparison.Ordinal);
        Assert.True(deliveries.Single().IsConfirmed);
        Assert.Equal("door-1", (await consumer.DrainAsync("late-q")).Single().BasicProperties.MessageId);
    }

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Send_OverTheBrokersLimit_RefusesThatEventAndDeliversTheOthers()
    {
        await using RabbitMqSink sink = await OpenAsync(new() { Name = "r", Host = "127.0.0.1", Exchange = "large", Queue = "large-q" });
        OutgoingEvent[] batch = [TestEvents.Make(1), TestEvents.Make(2, padding: RabbitMqFixture.MaxMessage), TestEvents.Make(3)];

        List<Delivery> deliveries = await SendAsync(sink, batch);

        Assert.Equal(3, deliveries.Count);
        Assert.True(deliveries[0].IsConfirmed && deliveries[2].IsConfirmed);
        Assert.Contains("payload over the broker's limit", deliveries[1].Refusal, StringComparison.Ordinal);
        Assert.Contains("65536", deliveries[1].Refusal, StringComparison.Ordinal);
        await using QueueReader reader = await QueueReader.OpenAsync(Broker);
        Assert.Superset(new HashSet<string?> { "door-1", "door-3" }, (await reader.DrainAsync("large-q")).Select(message => message.BasicProperties.MessageId).ToHashSet());
    }

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Send_WithRoutingKeyOver255Bytes_IsRefused()
    {
        await using RabbitMqSink sink = await OpenAsync(new() { Name = "r", Host = "127.0.0.1", Exchange = "long", Queue = "long-q" });

        List<Delivery> deliveries = await SendAsync(sink, [TestEvents.Make(1, camera: new string('c', 250))]);

        Assert.Contains("routing key over 255 bytes", deliveries[0].Refusal, StringComparison.Ordinal);
    }

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Send_InAFormatWithoutWordsForSomeEvents_LeavesThoseOut()
    {
        var options = new RabbitMqSinkOptions { Name = "r", Host = "127.0.0.1", Port = Broker.Port, Exchange = "formatted", Queue = "formatted-q" };
        await using RabbitMqSink sink = RabbitMqSink.Create(options, new EvenOnly());
        await sink.OpenAsync(default);

        List<Delivery> deliveries = await SendAsync(sink, TestEvents.Batch(1, 4));

        Assert.All(deliveries, delivery => Assert.True(delivery.IsConfirmed));
        await using QueueReader reader = await QueueReader.OpenAsync(Broker);
        List<BasicGetResult> messages = await reader.DrainAsync("formatted-q");
        Assert.Equal(["even 2", "even 4"], messages.Select(message => Encoding.UTF8.GetString(message.Body.Span)));
        Assert.Equal("text/plain", messages[0].BasicProperties.ContentType);
    }

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Open_WithWrongPassword_SaysSoWithoutIt()
    {
        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(
            () => OpenAsync(new() { Name = "r", Host = "127.0.0.1", User = "guest", Password = "not-this-one" }));

        Assert.Contains("refused user 'guest'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-this-one", error.ToString(), StringComparison.Ordinal);
    }

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Open_OnAnUnknownVirtualHost_NamesIt()
    {
        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(
            () => OpenAsync(new() { Name = "r", Host = "127.0.0.1", VirtualHost = "nowhere" }));

        Assert.Contains("virtual host 'nowhere'", error.Message, StringComparison.Ordinal);
    }

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Open_OnAnExchangeOfAnotherType_TellsBothTypes()
    {
        await using QueueReader reader = await QueueReader.OpenAsync(Broker);
        await reader.Channel.ExchangeDeclareAsync("direct-one", "direct", durable: true, autoDelete: false);

        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(
            () => OpenAsync(new() { Name = "r", Host = "127.0.0.1", Exchange = "direct-one" }));

        Assert.Contains("another kind", error.Message, StringComparison.Ordinal);
        Assert.Contains("'topic'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'direct'", error.Message, StringComparison.Ordinal);
    }

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Open_WithoutDeclaringAnExchangeThatIsMissing_SaysHow()
    {
        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(
            () => OpenAsync(new() { Name = "r", Host = "127.0.0.1", Exchange = "missing", Declare = false }));

        Assert.Contains("no exchange 'missing'", error.Message, StringComparison.Ordinal);
        Assert.Contains("declare: true", error.Message, StringComparison.Ordinal);
    }

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Open_WithTls_TrustsTheGivenAuthorityOnly()
    {
        RabbitMqSinkOptions options = new() { Name = "r", Host = "127.0.0.1", Port = Broker.TlsPort, Exchange = "tls", Queue = "tls-q", Tls = new() { CaFile = Broker.Certificates.Authority } };
        await using (RabbitMqSink sink = RabbitMqSink.Create(options))
        {
            await sink.OpenAsync(default);
            Assert.True((await SendAsync(sink, [TestEvents.Make(1)]))[0].IsConfirmed);
        }

        foreach (TlsOptions tls in new TlsOptions[] { new() { CaFile = Broker.Certificates.Stranger }, new() })
        {
            await using RabbitMqSink sink = RabbitMqSink.Create(options with { Tls = tls });
            SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => sink.OpenAsync(default));
            Assert.Contains("certificate that is not trusted", error.Message, StringComparison.Ordinal);
        }
    }

    [BrokerFact(Brokers.TestKit.Broker.RabbitMq)]
    public async Task Send_AfterTheExchangeWasDeleted_IsUnavailableAndReopeningMakesItAgain()
    {
        await using RabbitMqSink sink = await OpenAsync(new() { Name = "r", Host = "127.0.0.1", Exchange = "fleeting", Queue = "fleeting-q" });
        await using QueueReader reader = await QueueReader.OpenAsync(Broker);
        await reader.Channel.ExchangeDeleteAsync("fleeting");

        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => SendAsync(sink, TestEvents.Batch(1, 50)));
        Assert.Contains("no exchange 'fleeting'", error.Message, StringComparison.Ordinal);
        await sink.OpenAsync(default);
        Assert.All(await SendAsync(sink, TestEvents.Batch(1, 50)), delivery => Assert.True(delivery.IsConfirmed));
    }

    private async Task<RabbitMqSink> OpenAsync(RabbitMqSinkOptions options)
    {
        RabbitMqSink sink = RabbitMqSink.Create(options with { Port = Broker.Port });
        await sink.OpenAsync(default);
        return sink;
    }

    private static async Task<List<Delivery>> SendAsync(RabbitMqSink sink, IReadOnlyList<OutgoingEvent> events)
    {
        var deliveries = new List<Delivery>();
        await sink.SendAsync(events, deliveries, default);
        return deliveries;
    }

    private sealed class EvenOnly : IEventFormat
    {
        public string Name => "even";

        public string ContentType => "text/plain";

        public ReadOnlyMemory<byte> Format(OutgoingEvent e) => e.Sequence % 2 == 0 ? Encoding.UTF8.GetBytes($"even {e.Sequence}") : default;
    }
}

using System.Text;
using VideoDyn.Brokers.TestKit;
using VideoDyn.Brokers.TestKit.Kafka;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Kafka.Tests;

/// <summary>All against the cluster for tests that is built into librdkafka: no real broker of Kafka took part.</summary>
public class KafkaSinkTests
{
    // Numbers of the protocol, from librdkafka's rdkafka.h.
    private const int MessageTooLarge = 10;

    [BrokerFact(Broker.Kafka)]
    public async Task Send_ArrivesWithKeyAndHeaders_EachCameraInOrder()
    {
        using var cluster = new MockCluster(3, "videodyn");
        await using KafkaSink sink = await OpenAsync(cluster);
        OutgoingEvent[] batch = [.. Enumerable.Range(1, 300).Select(i => TestEvents.Make(i, camera: i % 2 == 0 ? "yard" : "door"))];

        List<Delivery> deliveries = await SendAsync(sink, batch);

        Assert.Equal(300, deliveries.Count);
        Assert.All(deliveries, delivery => Assert.True(delivery.IsConfirmed, delivery.Refusal));
        List<KafkaMessage> received = TopicReader.ReadAll(cluster.Servers, "videodyn");
        Assert.Equal(300, received.Count);
        foreach (string camera in new[] { "door", "yard" })
        {
            KafkaMessage[] own = [.. received.Where(message => message.Key == camera)];
            Assert.Single(own.Select(message => message.Partition).Distinct());
            Assert.Equal(
                batch.Where(e => e.Camera == camera).Select(e => e.Id),
                own.OrderBy(message => message.Offset).Select(message => message.Id));
        }

        Assert.Equal("application/cloudevents+json", received[0].ContentType);
        Assert.Equal(Encoding.UTF8.GetString(batch[0].Json.Span), received.Single(message => message.Id == batch[0].Id).Value);
    }

    [BrokerFact(Broker.Kafka)]
    public async Task Send_InBinaryMode_HasTheDataAsValueAndTheAttributesAsHeaders()
    {
        using var cluster = new MockCluster(1, "videodyn");
        await using KafkaSink sink = KafkaSink.Create(KafkaSinkOptions.FromUrl("k", $"kafka://{cluster.Servers}/videodyn?mode=binary"));
        await sink.OpenAsync(default);

        Assert.True(Assert.Single(await SendAsync(sink, [TestEvents.Make(1)])).IsConfirmed);

        KafkaMessage message = Assert.Single(TopicReader.ReadAll(cluster.Servers, "videodyn"));
        Assert.Equal(("application/json", "door-1", "/videodyn/cameras/door"), (message.ContentType, message.Id, message.Source));
        Assert.StartsWith("{\"camera\":\"door\",", message.Value, StringComparison.Ordinal);
    }

    [BrokerFact(Broker.Kafka)]
    public async Task Send_OverTheOwnLimit_RefusesThatEventOnly()
    {
        using var cluster = new MockCluster(1, "videodyn");
        await using KafkaSink sink = await OpenAsync(cluster);

        List<Delivery> deliveries = await SendAsync(sink, [TestEvents.Make(1), TestEvents.Make(2, padding: 1_100_000), TestEvents.Make(3)]);

        Assert.True(deliveries[0].IsConfirmed && deliveries[2].IsConfirmed);
        Assert.Contains("payload over the broker's limit", deliveries[1].Refusal, StringComparison.Ordinal);
    }

    [BrokerFact(Broker.Kafka)]
    public async Task Send_OverTheClustersLimit_IsRefused()
    {
        using var cluster = new MockCluster(1, "videodyn");
        await using KafkaSink sink = await OpenAsync(cluster);
        cluster.FailNextProduce(MessageTooLarge);

        List<Delivery> deliveries = await SendAsync(sink, [TestEvents.Make(1)]);

        Assert.Contains("payload over the broker's limit", deliveries[0].Refusal, StringComparison.Ordinal);
    }

    [BrokerFact(Broker.Kafka)]
    public async Task ClusterGoneInTheMiddleOfBatches_LosesNothing()
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var stop = new CancellationTokenSource();
        using var cluster = new MockCluster(3, "videodyn");
        await using KafkaSink sink = Make(cluster.Servers);
        var run = new FaultRun(sink, perSecond: 500);

        Task<HashSet<string>> sending = run.RunAsync(stop.Token, giveUp.Token);
        for (int fault = 0; fault < 2; fault++)
        {
            await run.WaitForMoreAsync(200, giveUp.Token);
            int outages = run.Outages;
            cluster.Down();
            await run.WaitForOutageAsync(outages, giveUp.Token);
            cluster.Up();
        }

        await run.WaitForMoreAsync(200, giveUp.Token);
        await stop.CancelAsync();
        HashSet<string> emitted = await sending;

        Assert.True(emitted.SetEquals(run.ConfirmedIds));
        HashSet<string> received = [.. TopicReader.ReadAll(cluster.Servers, "videodyn").Select(message => message.Id)];
        Assert.Superset(emitted, received);
    }

    [BrokerFact(Broker.Kafka)]
    public async Task Open_WithNobodyListening_SaysSo()
    {
        await using KafkaSink sink = Make("127.0.0.1:9");

        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => sink.OpenAsync(default));

        Assert.Contains("k: kafka://127.0.0.1:9/videodyn cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.Contains("refused", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void FromUrl_ReadsSeveralServers()
    {
        KafkaSinkOptions options = KafkaSinkOptions.FromUrl("k", "kafkas://u:pw-secret@a:9093,b:9093/events.video?mechanism=SCRAM-SHA-512");

        Assert.Equal(("a:9093,b:9093", "events.video", "u", "pw-secret", "SCRAM-SHA-512"), (options.Servers, options.Topic, options.User, options.Password, options.Mechanism));
        Assert.Equal("kafkas://a:9093,b:9093/events.video", options.ToString());
    }

    [Fact]
    public void Create_WithWrongOptions_NamesAllOfThem()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => KafkaSink.Create(new() { Name = "k", Servers = "", Topic = "a b", Mechanism = "GSSAPI" }));

        Assert.Contains("servers is empty", error.Message, StringComparison.Ordinal);
        Assert.Contains("topic is 'a b'", error.Message, StringComparison.Ordinal);
        Assert.Contains("mechanism is 'GSSAPI'", error.Message, StringComparison.Ordinal);
    }

    private static KafkaSink Make(string servers) => KafkaSink.Create(new()
    {
        Name = "k",
        Servers = servers,
        ConfirmTimeout = TimeSpan.FromSeconds(2),
        ConnectTimeout = TimeSpan.FromSeconds(3),
    });

    private static async Task<KafkaSink> OpenAsync(MockCluster cluster)
    {
        KafkaSink sink = Make(cluster.Servers);
        await sink.OpenAsync(default);
        return sink;
    }

    private static async Task<List<Delivery>> SendAsync(KafkaSink sink, IReadOnlyList<OutgoingEvent> events)
    {
        var deliveries = new List<Delivery>();
        await sink.SendAsync(events, deliveries, default);
        return deliveries;
    }
}

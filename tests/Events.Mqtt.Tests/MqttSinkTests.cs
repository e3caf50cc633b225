using System.Text;
using System.Text.Json;
using VideoDyn.Brokers.TestKit;
using VideoDyn.Brokers.TestKit.Mosquitto;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Mqtt.Tests;

public class MqttSinkTests(MosquittoFixture fixture) : IClassFixture<MosquittoFixture>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private MosquittoBroker Broker => fixture.Broker;

    [BrokerTheory(Brokers.TestKit.Broker.Mosquitto)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_WithBothVersions_ArrivesInOrder(bool isVersion5)
    {
        string prefix = $"order{isVersion5}";
        await using MosquittoSubscriber subscriber = await MosquittoSubscriber.StartAsync(Broker.Port, prefix + "/+/zone/#");
        await using MqttSink sink = await OpenAsync(new() { Name = "m", Host = "127.0.0.1", Prefix = prefix, IsVersion5 = isVersion5 });
        OutgoingEvent[] batch = TestEvents.Batch(1, 500);

        List<Delivery> deliveries = await SendAsync(sink, batch);

        Assert.Equal(500, deliveries.Count);
        Assert.All(deliveries, delivery => Assert.True(delivery.IsConfirmed, delivery.Refusal));
        List<ReceivedMessage> received = await subscriber.TakeAsync(500, s_patience);
        Assert.Equal(batch.Select(e => Encoding.UTF8.GetString(e.Json.Span)), received.Select(message => message.Payload));
        Assert.All(received, message => Assert.Equal($"{prefix}/door/zone/entered", message.Topic));
    }

    [BrokerFact(Brokers.TestKit.Broker.Mosquitto)]
    public async Task Send_InBinaryMode_HasTheDataAsPayloadAndTheAttributesAsUserProperties()
    {
        await using MosquittoSubscriber subscriber = await MosquittoSubscriber.StartAsync(
            Broker.Port, "binary/+/zone/#", "-V", "mqttv5", "-F", "%r\t%t\t%C|%P|%p");
        await using MqttSink sink = await OpenAsync(new() { Name = "m", Host = "127.0.0.1", Prefix = "binary", Mode = ContentMode.Binary });

        Assert.True(Assert.Single(await SendAsync(sink, [TestEvents.Make(1)])).IsConfirmed);

        string[] parts = Assert.Single(await subscriber.TakeAsync(1, s_patience)).Payload.Split('|');
        Assert.Equal("application/json", parts[0]);
        Assert.Equal("specversion:1.0 id:door-1 source:/videodyn/cameras/door type:videodyn.zone.entered time:1970-01-01T00:00:00Z", parts[1]);
        Assert.StartsWith("{\"camera\":\"door\",", parts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Create_BinaryForAVersionWithoutHeaders_IsAnError()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => MqttSink.Create(new() { Name = "m", Host = "h", IsVersion5 = false, Mode = ContentMode.Binary }));
        Assert.Contains("needs MQTT 5", error.Message, StringComparison.Ordinal);
        Assert.Contains("mode is 'odd', expected structured or binary", Assert.Throws<VideoDynException>(() => MqttSinkOptions.FromUrl("m", "mqtt://h/?mode=odd")).Message, StringComparison.Ordinal);
    }

    [BrokerFact(Brokers.TestKit.Broker.Mosquitto)]
    public async Task Send_OfAState_IsKeptForLaterSubscribers()
    {
        await using MqttSink sink = await OpenAsync(new() { Name = "m", Host = "127.0.0.1", Prefix = "state" });

        await SendAsync(sink, [TestEvents.Make(1, type: "videodyn.camera.lost"), TestEvents.Make(2, type: "videodyn.camera.restored"), TestEvents.Make(3)]);

        await using MosquittoSubscriber late = await MosquittoSubscriber.StartAsync(Broker.Port, "state/door/#");
        ReceivedMessage kept = Assert.Single(await late.TakeAsync(2, TimeSpan.FromSeconds(1)));
        Assert.Equal((true, "state/door/state/camera"), (kept.IsRetained, kept.Topic));
        Assert.Contains("videodyn.camera.restored", kept.Payload, StringComparison.Ordinal);
    }

    [BrokerFact(Brokers.TestKit.Broker.Mosquitto)]
    public async Task Available_IsOnlineWhileOpenAndOfflineAfterwards()
    {
        MqttSink sink = await OpenAsync(new() { Name = "m", Host = "127.0.0.1", Prefix = "alive" });
        await SendAsync(sink, [TestEvents.Make(1)]);
        await using MosquittoSubscriber subscriber = await MosquittoSubscriber.StartAsync(Broker.Port, "alive/available");
        Assert.Equal(new ReceivedMessage(true, "alive/available", "online"), Assert.Single(await subscriber.TakeAsync(1, s_patience)));

        await sink.DisposeAsync();

        Assert.Equal(new ReceivedMessage(false, "alive/available", "offline"), Assert.Single(await subscriber.TakeAsync(1, s_patience)));
    }

    [BrokerFact(Brokers.TestKit.Broker.Mosquitto)]
    public async Task LastWill_OfAnotherConnectionOfTheSameName_TellsOffline()
    {
        MqttSinkOptions options = new() { Name = "m", Host = "127.0.0.1", Prefix = "will", ClientId = "same-name" };
        await using MqttSink first = await OpenAsync(options);
        await SendAsync(first, [TestEvents.Make(1)]);
        await using MosquittoSubscriber subscriber = await MosquittoSubscriber.StartAsync(Broker.Port, "will/available");
        await subscriber.TakeAsync(1, s_patience);

        // The broker throws the first one out, which thereby ends without a farewell.
        await using MqttSink second = await OpenAsync(options);

        Assert.Equal(["offline", "online"], (await subscriber.TakeAsync(2, s_patience)).Select(message => message.Payload));
        await Assert.ThrowsAsync<SinkUnavailableException>(() => SendAsync(first, [TestEvents.Make(2)]));
    }

    [BrokerFact(Brokers.TestKit.Broker.Mosquitto)]
    public async Task HomeAssistant_LearnsOfACameraWithItsFirstEvent()
    {
        await using MosquittoSubscriber subscriber = await MosquittoSubscriber.StartAsync(Broker.Port, "ha-test/#");
        await using MqttSink sink = await OpenAsync(new() { Name = "m", Host = "127.0.0.1", Prefix = "ha", HomeAssistant = true, DiscoveryPrefix = "ha-test" });

        await SendAsync(sink, [TestEvents.Make(1, camera: "front door"), TestEvents.Make(2, camera: "front door")]);

        List<ReceivedMessage> received = await subscriber.TakeAsync(3, TimeSpan.FromSeconds(2));
        Assert.Equal(["ha-test/sensor/ha_front_door/last_event/config", "ha-test/binary_sensor/ha_front_door/connected/config"], received.Select(message => message.Topic));
        using JsonDocument sensor = JsonDocument.Parse(received[0].Payload);
        Assert.Equal("ha/front door/+/+", sensor.RootElement.GetProperty("state_topic").GetString());
        Assert.Equal("ha/available", sensor.RootElement.GetProperty("availability_topic").GetString());
        Assert.Equal("front door", sensor.RootElement.GetProperty("device").GetProperty("name").GetString());
    }

    [BrokerFact(Brokers.TestKit.Broker.Mosquitto)]
    public async Task Send_OverTheBrokersLimit_RefusesThatEventOnly()
    {
        await using MqttSink sink = await OpenAsync(new() { Name = "m", Host = "127.0.0.1" });

        List<Delivery> deliveries = await SendAsync(sink, [TestEvents.Make(1), TestEvents.Make(2, padding: MosquittoFixture.MaxPacket), TestEvents.Make(3)]);

        Assert.True(deliveries[0].IsConfirmed && deliveries[2].IsConfirmed);
        Assert.Contains("payload over the broker's limit", deliveries[1].Refusal, StringComparison.Ordinal);
    }

    [BrokerFact(Brokers.TestKit.Broker.Mosquitto)]
    public async Task Send_WithoutTheRightToTheTopic_IsRefused()
    {
        MqttSinkOptions options = new() { Name = "m", Host = "127.0.0.1", Port = Broker.GuardedPort, User = MosquittoBroker.User, Password = MosquittoBroker.Password };
        await using MqttSink sink = MqttSink.Create(options with { Prefix = "allowed", Topic = "{camera}/events" });
        await sink.OpenAsync(default);

        List<Delivery> deliveries = await SendAsync(sink, [TestEvents.Make(1, camera: "allowed"), TestEvents.Make(2, camera: "denied")]);

        Assert.True(deliveries[0].IsConfirmed, deliveries[0].Refusal);
        Assert.Contains("Not authorized", deliveries[1].Refusal, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("denied/events", deliveries[1].Refusal, StringComparison.Ordinal);
    }

    [BrokerTheory(Brokers.TestKit.Broker.Mosquitto)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_WithWrongPassword_SaysSoWithoutIt(bool isVersion5)
    {
        await using MqttSink sink = MqttSink.Create(new()
        {
            Name = "m",
            Host = "127.0.0.1",
            Port = Broker.GuardedPort,
            User = "camera",
            Password = "not-this-one",
            IsVersion5 = isVersion5,
        });

        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => sink.OpenAsync(default));

        Assert.Contains("refused user 'camera': wrong name or password", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-this-one", error.ToString(), StringComparison.Ordinal);
    }

    [BrokerFact(Brokers.TestKit.Broker.Mosquitto)]
    public async Task Open_WithTls_TrustsTheGivenAuthorityOnly()
    {
        MqttSinkOptions options = new() { Name = "m", Host = "127.0.0.1", Port = Broker.TlsPort, Tls = new() { CaFile = Broker.Certificates.Authority } };
        await using (MqttSink sink = MqttSink.Create(options))
        {
            await sink.OpenAsync(default);
            Assert.True((await SendAsync(sink, [TestEvents.Make(1)]))[0].IsConfirmed);
        }

        foreach (TlsOptions tls in new TlsOptions[] { new() { CaFile = Broker.Certificates.Stranger }, new() })
        {
            await using MqttSink sink = MqttSink.Create(options with { Tls = tls });
            SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => sink.OpenAsync(default));
            Assert.Contains("certificate that is not trusted", error.Message, StringComparison.Ordinal);
            Assert.Contains("certificate verify failed", error.Message, StringComparison.Ordinal);
        }
    }

    [BrokerFact(Brokers.TestKit.Broker.Mosquitto)]
    public async Task Open_WithNobodyListening_SaysSo()
    {
        await using MqttSink sink = MqttSink.Create(new() { Name = "m", Host = "127.0.0.1", Port = 9 });

        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => sink.OpenAsync(default));

        Assert.Contains("m: mqtt://127.0.0.1:9 cannot be reached: Connection refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithUnknownFieldOrWildcard_SaysSo()
    {
        Assert.Contains("unknown field '{cam}'", Assert.Throws<VideoDynException>(() => MqttSink.Create(new() { Name = "m", Host = "h", Topic = "x/{cam}" })).Message, StringComparison.Ordinal);
        Assert.Contains("wildcard", Assert.Throws<VideoDynException>(() => MqttSink.Create(new() { Name = "m", Host = "h", Topic = "x/#" })).Message, StringComparison.Ordinal);
    }

    private async Task<MqttSink> OpenAsync(MqttSinkOptions options)
    {
        MqttSink sink = MqttSink.Create(options with { Port = Broker.Port });
        await sink.OpenAsync(default);
        return sink;
    }

    private static async Task<List<Delivery>> SendAsync(MqttSink sink, IReadOnlyList<OutgoingEvent> events)
    {
        var deliveries = new List<Delivery>();
        await sink.SendAsync(events, deliveries, default);
        return deliveries;
    }
}

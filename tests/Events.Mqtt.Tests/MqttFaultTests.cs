using System.Text.Json;
using VideoDyn.Brokers.TestKit;
using VideoDyn.Brokers.TestKit.Mosquitto;

namespace VideoDyn.Events.Mqtt.Tests;

public class MqttFaultTests
{
    [BrokerFact(Broker.Mosquitto)]
    public Task NothingLost_BrokerKilledAndFrozen() => LoseNothingAsync(FaultPlan.Short);

    [SoakBrokerFact(Broker.Mosquitto)]
    public Task NothingLost_BrokerKilledAndFrozen_Soak() => LoseNothingAsync(FaultPlan.Soak);

    /// <remarks>
    /// Mosquitto writes to its disk now and then, and acknowledges before: what it had acknowledged but not yet handed to the
    /// subscriber when it was killed is the broker's loss. Ours is what was never acknowledged, and that must be nothing.
    /// </remarks>
    private static async Task LoseNothingAsync(FaultPlan plan)
    {
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        await using MosquittoSubscriber subscriber = await MosquittoSubscriber.StartAsync(broker.Port, "videodyn/+/zone/#");
        await using MqttSink sink = MqttSink.Create(new()
        {
            Name = "m",
            Host = "127.0.0.1",
            Port = broker.Port,
            ConfirmTimeout = TimeSpan.FromSeconds(2),
            ConnectTimeout = TimeSpan.FromSeconds(2),
        });
        var run = new FaultRun(sink, plan.PerSecond);
        HashSet<string> emitted = await plan.CarryOutAsync(run, broker, subscriber.WaitForConnectionAsync);

        string[] received = [.. (await subscriber.TakeAsync(int.MaxValue, TimeSpan.FromSeconds(3))).Select(message => Id(message.Payload))];
        plan.Log("sinks-mqtt", emitted, received, run.Outages);
        Assert.True(emitted.SetEquals(run.ConfirmedIds));
        Assert.Subset(emitted, received.ToHashSet());
        int lostByBroker = emitted.Except(received).Count();
        Assert.True(lostByBroker <= plan.Kills * 100, $"{lostByBroker} acknowledged messages were lost, more than were in flight when the broker was killed");
        Assert.InRange(run.Outages, plan.Kills + plan.Freezes, int.MaxValue);
    }

    private static string Id(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("id").GetString()!;
    }
}

using System.Text.Json;
using VideoDyn.Brokers.TestKit;
using VideoDyn.Brokers.TestKit.Mosquitto;

namespace VideoDyn.Events.Mqtt.Tests;

public class MqttFaultTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <remarks>
    /// Mosquitto writes to its disk now and then, and acknowledges before: what it had acknowledged but not yet handed to the
    /// subscriber when it was killed is the broker's loss. Ours is what was never acknowledged, and that must be nothing.
    /// </remarks>
    [BrokerFact(Broker.Mosquitto)]
    public async Task BrokerKilledAndFrozen_InTheMiddleOfBatches_LosesNothingOfOurs()
    {
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        await using MosquittoSubscriber subscriber = await MosquittoSubscriber.StartAsync(broker.Port, "videodyn/+/zone/#");
        await using MqttSink sink = MqttSink.Create(new() { Name = "m", Host = "127.0.0.1", Port = broker.Port, ConfirmTimeout = TimeSpan.FromSeconds(2), ConnectTimeout = TimeSpan.FromSeconds(2) });
        using var giveUp = new CancellationTokenSource(s_patience);
        using var stop = new CancellationTokenSource();
        var run = new FaultRun(sink, perSecond: 1000);

        Task<HashSet<string>> sending = run.RunAsync(stop.Token, giveUp.Token);
        await run.WaitForMoreAsync(500, giveUp.Token);
        int outages = run.Outages;
        await broker.KillAsync();
        await run.WaitForOutageAsync(outages, giveUp.Token);
        await broker.RestartAsync();
        await subscriber.WaitForConnectionAsync();
        await run.WaitForMoreAsync(500, giveUp.Token);
        outages = run.Outages;
        broker.Freeze();
        await run.WaitForOutageAsync(outages, giveUp.Token);
        Assert.Contains("did not a", run.LastOutage, StringComparison.Ordinal);
        broker.Thaw();
        await run.WaitForMoreAsync(500, giveUp.Token);
        await stop.CancelAsync();
        HashSet<string> emitted = await sending;

        Assert.True(emitted.SetEquals(run.ConfirmedIds));
        HashSet<string> received = [.. (await subscriber.TakeAsync(int.MaxValue, TimeSpan.FromSeconds(2))).Select(message => Id(message.Payload))];
        int lostByBroker = emitted.Count(id => !received.Contains(id));
        Assert.True(lostByBroker <= 100, $"{lostByBroker} acknowledged messages were lost, more than were in flight when the broker was killed");
        Assert.Subset(emitted, received);
    }

    private static string Id(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("id").GetString()!;
    }
}

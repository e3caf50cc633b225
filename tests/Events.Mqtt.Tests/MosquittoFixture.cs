using VideoDyn.Brokers.TestKit;
using VideoDyn.Brokers.TestKit.Mosquitto;

namespace VideoDyn.Events.Mqtt.Tests;

/// <summary>One broker for the tests that leave it whole; started with the first of them.</summary>
public sealed class MosquittoFixture : IAsyncLifetime
{
    internal const int MaxPacket = 1 << 14;
    private MosquittoBroker? _broker;

    public MosquittoBroker Broker => _broker ?? throw new InvalidOperationException("mosquitto is not installed");

    public async Task InitializeAsync()
    {
        if (new BrokerFactAttribute(Brokers.TestKit.Broker.Mosquitto).Skip is null)
            _broker = await MosquittoBroker.StartAsync(MaxPacket);
    }

    public async Task DisposeAsync()
    {
        if (_broker is not null)
            await _broker.DisposeAsync();
    }
}

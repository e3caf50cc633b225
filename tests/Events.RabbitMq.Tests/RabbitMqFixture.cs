using VideoDyn.Brokers.TestKit;
using VideoDyn.Brokers.TestKit.RabbitMq;

namespace VideoDyn.Events.RabbitMq.Tests;

/// <summary>One broker for the tests that leave it whole; started with the first of them.</summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    internal const int MaxMessage = 1 << 16;
    private RabbitMqBroker? _broker;

    public RabbitMqBroker Broker => _broker ?? throw new InvalidOperationException("rabbitmq-server is not installed");

    public async Task InitializeAsync()
    {
        if (new BrokerFactAttribute(Brokers.TestKit.Broker.RabbitMq).Skip is null)
            _broker = await RabbitMqBroker.StartAsync(MaxMessage);
    }

    public async Task DisposeAsync()
    {
        if (_broker is not null)
            await _broker.DisposeAsync();
    }
}

using RabbitMQ.Client;
using VideoDyn.Brokers.TestKit.RabbitMq;
using VideoDyn.TestKit.Loss;

namespace VideoDyn.Cli.Tests.Loss;

/// <summary>A durable queue of a RabbitMQ of the test, which holds what arrives until it is counted.</summary>
internal sealed class RabbitMqReceiver : IEventReceiver
{
    private const string Queue = "received";
    private const string Exchange = "videodyn-kills";
    private readonly RabbitMqBroker _broker;
    private readonly List<string> _taken = [];

    private RabbitMqReceiver(RabbitMqBroker broker) => _broker = broker;

    public string Address => $"{_broker.Url}/?exchange={Exchange}";

    /// <summary>Starts a broker and declares what a consumer declares.</summary>
    public static async Task<RabbitMqReceiver> StartAsync()
    {
        var receiver = new RabbitMqReceiver(await RabbitMqBroker.StartAsync());
        try
        {
            await receiver.UseAsync(async channel =>
            {
                await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true);
                await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
                await channel.QueueBindAsync(Queue, Exchange, "#");
            });
            return receiver;
        }
        catch
        {
            await receiver.DisposeAsync();
            throw;
        }
    }

    // What the broker confirmed is in the queue: nothing is waited for.
    public async Task<IReadOnlyList<string>> ReceivedAsync()
    {
        await UseAsync(async channel =>
        {
            while (await channel.BasicGetAsync(Queue, autoAck: true) is { } message)
                _taken.Add(EventIdentity.Of(message.Body));
        });
        return _taken;
    }

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    private async Task UseAsync(Func<IChannel, Task> use)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = new Uri(_broker.Url) }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        await use(channel);
    }
}

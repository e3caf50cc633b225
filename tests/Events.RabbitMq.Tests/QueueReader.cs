using RabbitMQ.Client;
using VideoDyn.Brokers.TestKit.RabbitMq;

namespace VideoDyn.Events.RabbitMq.Tests;

/// <summary>A consumer's view of the broker.</summary>
internal sealed class QueueReader : IAsyncDisposable
{
    private readonly IConnection _connection;

    private QueueReader(IConnection connection, IChannel channel) => (_connection, Channel) = (connection, channel);

    public IChannel Channel { get; }

    public static async Task<QueueReader> OpenAsync(RabbitMqBroker broker)
    {
        IConnection connection = await new ConnectionFactory { Uri = new Uri(broker.Url) }.CreateConnectionAsync();
        return new QueueReader(connection, await connection.CreateChannelAsync());
    }

    /// <summary>Takes everything that the queue holds now.</summary>
    public async Task<List<BasicGetResult>> DrainAsync(string queue)
    {
        var messages = new List<BasicGetResult>();
        while (await Channel.BasicGetAsync(queue, autoAck: true) is { } message)
            messages.Add(message);
        return messages;
    }

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

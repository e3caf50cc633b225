using RabbitMQ.Client;

namespace VideoDyn.Events.RabbitMq;

/// <summary>Declares or checks what events are published to.</summary>
internal static class Topology
{
    /// <summary>Makes sure of the exchange and, on request, of a quorum queue bound to it.</summary>
    public static async Task EnsureAsync(IConnection connection, RabbitMqSinkOptions options, CancellationToken cancellationToken)
    {
        // A refusal closes the channel, so this one is not the one that is published on.
        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (channel.ConfigureAwait(false))
        {
            if (options.Declare)
            {
                await channel.ExchangeDeclareAsync(
                    options.Exchange, options.ExchangeType, durable: true, autoDelete: false, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await channel.ExchangeDeclarePassiveAsync(options.Exchange, cancellationToken).ConfigureAwait(false);
            }

            if (options.Queue is not { } queue)
                return;
            var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
            await channel.QueueDeclareAsync(
                queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken).ConfigureAwait(false);
            await channel.QueueBindAsync(queue, options.Exchange, options.BindingKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }
}

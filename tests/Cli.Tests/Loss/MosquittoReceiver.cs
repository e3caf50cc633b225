using System.Text;
using VideoDyn.Brokers.TestKit.Mosquitto;
using VideoDyn.TestKit.Loss;

namespace VideoDyn.Cli.Tests.Loss;

/// <summary>A subscriber of a Mosquitto of the test, connected before anything is sent.</summary>
internal sealed class MosquittoReceiver : IEventReceiver
{
    private const string Prefix = "videodyn-kills";

    // The broker hands on at once what it acknowledged; a loaded machine may keep the subscriber from printing it for a while.
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(5);
    private readonly MosquittoBroker _broker;
    private readonly MosquittoSubscriber _subscriber;
    private readonly List<string> _taken = [];

    private MosquittoReceiver(MosquittoBroker broker, MosquittoSubscriber subscriber) => (_broker, _subscriber) = (broker, subscriber);

    public string Address => $"{_broker.Url}/{Prefix}";

    public static async Task<MosquittoReceiver> StartAsync()
    {
        MosquittoBroker broker = await MosquittoBroker.StartAsync();
        try
        {
            // Events only: not the retained states beside them.
            return new MosquittoReceiver(broker, await MosquittoSubscriber.StartAsync(broker.Port, $"{Prefix}/+/object/#"));
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<string>> ReceivedAsync()
    {
        while (await _subscriber.TakeAsync(1, s_quiet) is [ReceivedMessage message])
            _taken.Add(EventIdentity.Of(Encoding.UTF8.GetBytes(message.Payload)));
        return _taken;
    }

    public async ValueTask DisposeAsync()
    {
        await _subscriber.DisposeAsync();
        await _broker.DisposeAsync();
    }
}

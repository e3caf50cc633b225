using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace VideoDyn.Brokers.TestKit.Mosquitto;

/// <summary>A message as a subscriber got it.</summary>
/// <param name="IsRetained">Whether the broker had kept it.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Payload">The payload in UTF-8.</param>
public sealed record ReceivedMessage(bool IsRetained, string Topic, string Payload);

/// <summary>The distribution's <c>mosquitto_sub</c>, so that what the sink sends is read by somebody else's code.</summary>
public sealed class MosquittoSubscriber : IAsyncDisposable
{
    internal const string Program = "/usr/bin/mosquitto_sub";
    private readonly Process _process;
    private readonly Channel<ReceivedMessage> _messages = Channel.CreateUnbounded<ReceivedMessage>();

    private MosquittoSubscriber(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, args) => Take(args.Data);
        process.BeginOutputReadLine();
    }

    /// <summary>Subscribes with QoS 1 and a session that the broker keeps.</summary>
    /// <param name="port">The broker's port on 127.0.0.1.</param>
    /// <param name="topic">What to subscribe to.</param>
    /// <param name="more">Further arguments of the program.</param>
    /// <returns>The subscriber, once the broker has acknowledged the subscription.</returns>
    public static async Task<MosquittoSubscriber> StartAsync(int port, string topic, params string[] more)
    {
        string[] arguments =
        [
            "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-q", "1", "-c", "-i", $"test-{Guid.NewGuid():N}",
            "-V", "mqttv311", "-t", topic, "-F", "%r\t%t\t%p", "-d", .. more,
        ];
        var start = new ProcessStartInfo("/usr/bin/stdbuf", ["-oL", Program, .. arguments]) { RedirectStandardOutput = true };
        var subscriber = new MosquittoSubscriber(Process.Start(start) ?? throw new InvalidOperationException($"{Program} did not start"));
        await subscriber.WaitForConnectionAsync();
        return subscriber;
    }

    /// <summary>How often the broker has acknowledged the subscription: once more after each lost connection.</summary>
    public int Subscriptions { get; private set; }

    private readonly SemaphoreSlim _subscribed = new(0);

    /// <summary>Waits for the next acknowledged subscription.</summary>
    public async Task WaitForConnectionAsync()
    {
        if (!await _subscribed.WaitAsync(TimeSpan.FromSeconds(30)))
            throw new TimeoutException("mosquitto_sub did not connect");
    }

    /// <summary>The messages, in the order in which they came.</summary>
    public async IAsyncEnumerable<ReceivedMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ReceivedMessage message in _messages.Reader.ReadAllAsync(cancellationToken))
            yield return message;
    }

    /// <summary>The next messages; fewer when no further one comes within the patience.</summary>
    public async Task<List<ReceivedMessage>> TakeAsync(int count, TimeSpan patience)
    {
        var taken = new List<ReceivedMessage>();
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            while (taken.Count < count)
                taken.Add(await _messages.Reader.ReadAsync(deadline.Token));
        }
        catch (OperationCanceledException)
        {
            return taken;
        }

        return taken;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _subscribed.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        string[] parts = line.Split('\t', 3);
        if (parts.Length == 3)
        {
            _messages.Writer.TryWrite(new ReceivedMessage(parts[0] == "1", parts[1], parts[2]));
        }
        else if (line.StartsWith("Subscribed", StringComparison.Ordinal))
        {
            Subscriptions++;
            _subscribed.Release();
        }
    }
}

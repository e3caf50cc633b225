using System.Threading.Channels;

namespace VideoDyn.Benchmarks.Actors;

/// <summary>The yardstick: a bounded channel and a loop that reads it.</summary>
internal sealed class ChannelConsumer : IDisposable
{
    private readonly Channel<long> _channel;
    private readonly ManualResetEventSlim _done = new();

    public ChannelConsumer(int capacity)
    {
        _channel = Channel.CreateBounded<long>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
        _ = Task.Run(ReadAsync);
    }

    public long Sum { get; private set; }

    public void Send(int messages)
    {
        _done.Reset();
        _ = Task.Run(() => WriteAsync(messages));
        _done.Wait();
    }

    public void Dispose()
    {
        _channel.Writer.Complete();
        _done.Dispose();
    }

    private async Task WriteAsync(int messages)
    {
        for (int left = messages - 1; left >= 0; left--)
        {
            if (!_channel.Writer.TryWrite(left))
                await _channel.Writer.WriteAsync(left);
        }
    }

    private async Task ReadAsync()
    {
        while (await _channel.Reader.WaitToReadAsync())
        {
            while (_channel.Reader.TryRead(out long left))
            {
                Sum += left;
                if (left == 0)
                    _done.Set();
            }
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace VideoDyn.Brokers.TestKit.Processes;

/// <summary>Ports of this machine that nobody listens on at the moment.</summary>
internal static class FreePort
{
    /// <summary>As many different ports as asked for.</summary>
    public static int[] Take(int count)
    {
        // All are held at once, so that they differ.
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
            listener.Dispose();
        return ports;
    }

    /// <summary>Waits until somebody listens.</summary>
    /// <param name="port">The port.</param>
    /// <param name="process">Who should; its early end is an error.</param>
    /// <param name="patience">How long at most.</param>
    public static async Task WaitForAsync(int port, BrokerProcess process, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{process} ended at once:\n{process.Output}");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, deadline.Token);
                return;
            }
            catch (SocketException)
            {
                if (!await pace.WaitForNextTickAsync(deadline.Token))
                    throw new TimeoutException();
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{process} did not listen on port {port} within {patience.TotalSeconds:0} s:\n{process.Output}");
            }
        }
    }
}

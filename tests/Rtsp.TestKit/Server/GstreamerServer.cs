using System.Diagnostics;
using System.Globalization;

namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>
/// The distribution's GStreamer RTSP server as a process, so that clients are not only tried against our own. Needs the
/// system's Python with its GObject bindings.
/// </summary>
public sealed class GstreamerServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private const string Script = """
        import sys, gi
        gi.require_version('Gst', '1.0')
        gi.require_version('GstRtspServer', '1.0')
        from gi.repository import Gst, GstRtspServer, GLib
        Gst.init(None)
        if len(sys.argv) < 2:
            missing = [n for n in ('filesrc', 'qtdemux', 'h264parse', 'rtph264pay', 'rtpbin') if not Gst.ElementFactory.find(n)]
            sys.exit('missing elements: ' + ', '.join(missing) if missing else 0)
        server = GstRtspServer.RTSPServer()
        server.set_address('127.0.0.1')
        server.set_service('0')
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_launch('( filesrc location=' + sys.argv[1] + ' ! qtdemux ! h264parse config-interval=-1 ! rtph264pay name=pay0 pt=96 )')
        server.get_mount_points().add_factory('/live', factory)
        server.attach(None)
        print(server.get_bound_port(), flush=True)
        GLib.MainLoop().run()
        """;

    private readonly Process _process;

    private GstreamerServer(Process process, int port)
    {
        _process = process;
        Address = string.Create(CultureInfo.InvariantCulture, $"rtsp://127.0.0.1:{port}/live");
    }

    /// <summary>The address of the stream.</summary>
    public string Address { get; }

    /// <summary>Why the server cannot run here; null when it can.</summary>
    public static string? Missing { get; } = Probe();

    /// <summary>Starts to serve an mp4 with H.264.</summary>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static async Task<GstreamerServer> StartAsync(string clip)
    {
        Process process = Start(clip);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        string? line = await process.StandardOutput.ReadLineAsync(deadline.Token);
        if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int port))
            return new GstreamerServer(process, port);
        process.Kill();
        string errors = await process.StandardError.ReadToEndAsync(deadline.Token);
        process.Dispose();
        throw new InvalidOperationException($"The GStreamer server did not start: {errors}");
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static string? Probe()
    {
        if (!File.Exists(Python))
            return $"{Python} is not there";
        using Process process = Start();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? null
            : $"the GStreamer RTSP server is not installed (python3-gi, gir1.2-gst-rtsp-server-1.0, gstreamer1.0-plugins-{{base,good,bad,ugly}}): {errors.Trim().Split('\n')[^1]}";
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Python, ["-c", Script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })
        ?? throw new InvalidOperationException($"{Python} did not start");
}

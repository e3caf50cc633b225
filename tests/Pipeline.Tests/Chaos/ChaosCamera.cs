using System.Diagnostics;
using VideoDyn.Core.Measuring;
using VideoDyn.Events.Sinks;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Running;
using VideoDyn.Rtsp.TestKit.Clips;
using VideoDyn.Rtsp.TestKit.Server;

namespace VideoDyn.Pipeline.Tests.Chaos;

/// <summary>A camera with a server of its own that can be made to misbehave.</summary>
internal sealed class ChaosCamera : IAsyncDisposable
{
    private readonly RtspServer _server;
    private readonly Watcher _watcher = new();
    private Task<JobResult> _run = null!;

    public ChaosCamera(string name, Mp4Clip clip)
    {
        Name = name;
        _server = new RtspServer(clip, new RtspServerOptions { Speed = 1 });
    }

    public string Name { get; }

    /// <summary>Frames published so far.</summary>
    public long Frames => _watcher.Frames;

    /// <summary>Longest that the camera may need once its server is healthy: what it waits for, the longest pause, two seconds.</summary>
    public static TimeSpan Bound => s_live.OpenTimeout + s_reconnect.Longest + TimeSpan.FromSeconds(2);

    private static readonly LiveOptions s_live = new()
    {
        OpenTimeout = TimeSpan.FromSeconds(1),
        ReadTimeout = TimeSpan.FromSeconds(1),
        PictureTimeout = TimeSpan.FromSeconds(1),
        KeyFrameTimeout = TimeSpan.FromSeconds(1),
    };

    private static readonly ReconnectOptions s_reconnect = new()
    {
        First = TimeSpan.FromMilliseconds(100),
        Longest = TimeSpan.FromMilliseconds(800),
        StableAfter = TimeSpan.FromSeconds(1),
    };

    public void Start(CameraHost host, CancellationToken stop)
    {
        AnalysisOptions options = SamplePaths.Options with { Input = _server.Address, Name = Name, Live = s_live, Reconnect = s_reconnect, Gate = "every-n:5" };
        _run = new RunJob(options, new NoSink()).RunAsync(host, Name, _ => _watcher, stop);
    }

    public Task<JobResult> Ended => _run;

    public async Task BreakAsync(ChaosFault fault)
    {
        _server.Faults = fault.Faults;
        if (fault.Refuses)
            await _server.RefuseAsync();
    }

    /// <summary>Makes the server healthy.</summary>
    /// <returns>When.</returns>
    public long Heal(ChaosFault fault)
    {
        _server.Faults = Rtsp.TestKit.Faults.RtspFaults.None;
        if (fault.Refuses)
            _server.Listen();
        return Stopwatch.GetTimestamp();
    }

    /// <summary>Whether a picture that came in after this moment was published.</summary>
    public bool HasSeenSince(long moment) => _watcher.LastArrival > moment;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private sealed class Watcher : IFrameObserver
    {
        private long _frames;
        private long _lastArrival;

        public long Frames => Interlocked.Read(ref _frames);

        public long LastArrival => Interlocked.Read(ref _lastArrival);

        public Stage Stage => Stage.Rest;

        public void OnFrame(FrameView view)
        {
            Interlocked.Increment(ref _frames);
            Interlocked.Exchange(ref _lastArrival, view.Frame.Arrival);
        }
    }

    private sealed class NoSink : IEventOutput
    {
        public void Write(ReadOnlySpan<byte> json)
        {
        }

        public void Dispose()
        {
        }
    }
}

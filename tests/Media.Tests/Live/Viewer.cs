using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Live;

namespace VideoDyn.Media.Tests.Live;

/// <summary>What a test notes of a frame.</summary>
internal readonly record struct Seen(long Index, TimeSpan Time, int Width, int Height, bool IsKey, long Arrival, long SeenAt);

/// <summary>Opens cameras, reads frames and books them.</summary>
internal sealed class Viewer
{
    public static readonly LiveOptions Quick = new()
    {
        OpenTimeout = TimeSpan.FromSeconds(1),
        ReadTimeout = TimeSpan.FromSeconds(1),
        PictureTimeout = TimeSpan.FromSeconds(1),
        KeyFrameTimeout = TimeSpan.FromSeconds(1),
    };

    /// <summary>For cameras that are well, on a machine that may be busy.</summary>
    public static readonly LiveOptions Patient = new()
    {
        OpenTimeout = TimeSpan.FromSeconds(20),
        ReadTimeout = TimeSpan.FromSeconds(20),
        PictureTimeout = TimeSpan.FromSeconds(20),
        KeyFrameTimeout = TimeSpan.FromSeconds(20),
    };

    public FrameLedger Ledger { get; } = new();

    public List<Seen> Frames { get; } = [];

    public StreamPosition? Position { get; private set; }

    public TimestampReport Timestamps { get; private set; }

    public string? Warning { get; private set; }

    public SourceInfo? Info { get; private set; }

    /// <summary>Opens, and reads until so many frames came or the stream ended.</summary>
    public FrameReadStatus Watch(string address, LiveOptions options, int frames, CancellationToken cancellationToken = default) =>
        Watch(CameraAddress.Parse(address), options, frames, cancellationToken);

    public FrameReadStatus Watch(CameraAddress address, LiveOptions options, int frames, CancellationToken cancellationToken = default)
    {
        // A test that waits for what does not come must fail, not hang.
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        if (!cancellationToken.CanBeCanceled)
            cancellationToken = deadline.Token;
        using ILiveSource source = CameraSource.Open(address, options, Ledger, cancellationToken);
        try
        {
            for (int i = 0; i < frames; i++)
            {
                FrameReadStatus status = source.Read(out FrameLease? frame, cancellationToken);
                if (status != FrameReadStatus.Frame)
                    return status;
                using (frame)
                    Frames.Add(new Seen(frame!.Index, frame.StreamTime, frame.Format.Width, frame.Format.Height, frame.IsKeyFrame, frame.Arrival, options.Time.GetTimestamp()));
                Ledger.Analyze();
            }

            return FrameReadStatus.Frame;
        }
        finally
        {
            Position = source.Position;
            Timestamps = source.Timestamps;
            Warning = source.Warning;
            Info = source.Info;
        }
    }

    /// <summary>As <see cref="Watch(string, LiveOptions, int, CancellationToken)"/> without an end, which must be an outage.</summary>
    public CameraOutageException WatchUntilOutage(string address, LiveOptions options, CancellationToken cancellationToken = default) =>
        Assert.Throws<CameraOutageException>(() => Watch(address, options, int.MaxValue, cancellationToken));

    /// <summary>Every packet has an outcome, every frame was analysed, stream time and numbers rise.</summary>
    public void AssertAccount()
    {
        LedgerSnapshot now = Ledger.Snapshot();
        Assert.True(now.IsBalanced);
        Assert.Equal(0, now.InFlight);
        Assert.Equal(Frames.Count, now.Analyzed);
        for (int i = 1; i < Frames.Count; i++)
        {
            Assert.Equal(Frames[i - 1].Index + 1, Frames[i].Index);
            Assert.True(Frames[i].Time > Frames[i - 1].Time, $"stream time of frame {i} does not rise: {Frames[i - 1].Time}, {Frames[i].Time}");
        }
    }
}

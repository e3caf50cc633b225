using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;

namespace VideoDyn.Media.Tests.Decoding.Gating;

/// <summary>One frame, with or without pixels, reduced to what tests compare.</summary>
internal sealed record GatedFrame(long Index, TimeSpan Time, TimeSpan Duration, FrameFormat Format, bool IsKey, string? Md5);

/// <summary>A gate that wants what a function says.</summary>
internal sealed class WantedFrames(Func<long, bool> wants, bool knowsAhead = true) : IDecodeGate
{
    private readonly List<TimeSpan> _asked = [];

    public bool WantsAll { get; set; }

    public bool KnowsAhead => knowsAhead;

    /// <summary>Times asked about.</summary>
    public IReadOnlyList<TimeSpan> Asked => _asked;

    /// <summary>Told of every packet.</summary>
    public Action<PacketFacts>? OnPacket { get; init; }

    public void Observe(in PacketFacts packet) => OnPacket?.Invoke(packet);

    public bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, in PacketFacts packet)
    {
        Assert.Equal(_asked.Count, (int)ordinal);
        _asked.Add(streamTime);
        return wants(ordinal);
    }
}

/// <summary>A gate that wants every seventh frame and is told until when each is shown.</summary>
internal sealed class NextFrames : IDecodeGate
{
    private readonly List<(TimeSpan Time, TimeSpan? Next)> _asked = [];

    public bool WantsAll => false;

    public bool KnowsAhead => true;

    public bool NeedsNext => true;

    public IReadOnlyList<(TimeSpan Time, TimeSpan? Next)> Asked => _asked;

    public void Observe(in PacketFacts packet)
    {
    }

    public bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, in PacketFacts packet) => throw new NotSupportedException("the other one is asked");

    public bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, TimeSpan? until, in PacketFacts packet)
    {
        _asked.Add((streamTime, until));
        return ordinal % 7 == 0;
    }
}

/// <summary>Reads whole sources by a gate, booking every frame.</summary>
internal static class GatedDump
{
    public static (List<GatedFrame> Frames, LedgerSnapshot Ledger) Read(string input, IDecodeGate? gate, MediaSourceOptions? options = null)
    {
        var ledger = new FrameLedger();
        var frames = new List<GatedFrame>();
        using VideoFileSource source = MediaSource.Open(input, options ?? new MediaSourceOptions(), ledger, default);
        if (gate is not null)
            source.Use(gate);
        while (source.Read(out FrameLease? lease, default) == FrameReadStatus.Frame)
        {
            using FrameLease frame = lease!;
            frames.Add(new GatedFrame(frame.Index, frame.StreamTime, frame.Duration, frame.Format, frame.IsKeyFrame, frame.HasPixels ? FrameDump.Md5(frame) : null));
            if (frame.HasPixels)
                ledger.Analyze();
            else
                ledger.Skip("unseen");
        }

        return (frames, ledger.Snapshot());
    }

    /// <summary>Reads with and without a gate: the frames are the same, those wanted to the last pixel. Returns the gated ledger.</summary>
    public static LedgerSnapshot AssertSame(string input, Func<long, bool> wants, MediaSourceOptions? options = null)
    {
        (List<GatedFrame> plain, LedgerSnapshot all) = Read(input, null, options);
        (List<GatedFrame> gated, LedgerSnapshot ledger) = Read(input, new WantedFrames(wants), options);
        Assert.Equal(plain.Count, gated.Count);
        for (int index = 0; index < plain.Count; index++)
        {
            Assert.Equal(plain[index] with { Md5 = null }, gated[index] with { Md5 = null });
            if (wants(index))
                Assert.True(gated[index].Md5 is not null, $"frame {index} of {input} was not decoded");
            if (gated[index].Md5 is { } md5)
                Assert.True(md5 == plain[index].Md5, $"pixels of frame {index} of {input} differ");
        }

        Assert.True(ledger.IsBalanced);
        Assert.Equal(0, ledger.InFlight);
        Assert.Equal(all.Failed.Values.Sum(), ledger.Failed.Values.Sum());
        // How far beyond the end of a range packets were read depends on who waits for what.
        if (options?.Duration is null)
            Assert.Equal((all.Received, all.Dropped.Values.Sum()), (ledger.Received, ledger.Dropped.Values.Sum()));
        Assert.True(ledger.Decoded <= all.Decoded);
        return ledger;
    }
}

using System.Diagnostics;
using VideoDyn.Rtsp.TestKit.Clips;
using VideoDyn.Rtsp.TestKit.Faults;
using VideoDyn.Rtsp.TestKit.Rtp;

namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>Sends the pictures of one session, well or badly.</summary>
internal sealed class StreamSender(RtspServer server, PacketSink sink, Action<bool> hangUp)
{
    private const double Rate = 90_000;
    private static readonly byte[] s_avcFiller = [12, 255, 255, 255, 128];
    private static readonly byte[] s_hevcFiller = [38 << 1, 1, 255, 255, 128];

    private readonly RtspServerOptions _options = server.Options;
    private readonly Random _random = new(1);
    private Mp4Clip _clip = server.Clip;
    private TimeSpan _shift;
    private TimeSpan _jump;
    private bool _jumped;
    private bool _switched;
    private long _frame;

    /// <summary>Sends until the stream ends, a fault ends it, or the client leaves.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var packets = new RtpPacketizer(_clip.IsHevc, firstSequence: 1000);
        using PeriodicTimer? timer = double.IsInfinity(_options.Speed) ? null : new PeriodicTimer(_clip.Interval / _options.Speed);
        long lastReport = 0;
        TimeSpan lead = _clip.Samples[0].PresentationTime;
        while (true)
        {
            for (int i = 0; i < _clip.Samples.Count; i++)
            {
                RtspFaults faults = server.Faults;
                bool isWrong = faults.Concerns(_frame);
                if (isWrong && await EndsAsync(faults.Stream, packets, cancellationToken))
                    return;
                if (isWrong && Change(faults))
                {
                    i = -1;
                    continue;
                }

                ClipSample sample = _clip.Samples[i];
                TimeSpan shown = _shift + sample.PresentationTime - lead;
                uint timestamp = unchecked(_options.FirstTimestamp + (uint)(long)Math.Round((shown + _jump).TotalSeconds * Rate));
                if (_options.SenderClockOffset is { } offset && Stopwatch.GetElapsedTime(lastReport) > TimeSpan.FromSeconds(1))
                {
                    lastReport = Stopwatch.GetTimestamp();
                    (uint count, uint bytes) = packets.Sent;
                    await sink.ControlAsync(ControlPackets.SenderReport(TimeProvider.System.GetUtcNow() + offset, timestamp, count, bytes), cancellationToken);
                }

                await SendAsync(packets, sample, timestamp, isWrong ? faults.Stream : StreamFault.None, cancellationToken);
                server.NoteSent(new SentFrame(shown, Stopwatch.GetTimestamp()));
                _frame++;
                if (timer is not null)
                    await timer.WaitForNextTickAsync(cancellationToken);
            }

            _shift += _clip.Duration;
            if (!_options.Loop)
            {
                await EndsAsync(StreamFault.End, packets, cancellationToken);
                return;
            }
        }
    }

    private async Task SendAsync(RtpPacketizer packets, ClipSample sample, uint timestamp, StreamFault fault, CancellationToken cancellationToken)
    {
        IReadOnlyList<byte[]> nals = sample.IsKey ? [.. _clip.ParameterSets, .. sample.Nals] : sample.Nals;
        if (fault == StreamFault.WithholdKeyFrames && sample.IsKey)
            return;
        if (fault == StreamFault.OnlyFiller)
            nals = [_clip.IsHevc ? s_hevcFiller : s_avcFiller];
        if (fault == StreamFault.CorruptNals)
            nals = [.. nals.Select(Corrupt)];
        List<byte[]> packed = packets.Pack(nals, timestamp);
        for (int i = 0; i < packed.Count; i++)
        {
            if (fault == StreamFault.LosePackets && i % 3 == 1)
                continue;
            if (fault == StreamFault.Garbage)
            {
                var noise = new byte[packed[i].Length];
                _random.NextBytes(noise);
                await sink.RawAsync(noise, cancellationToken);
                continue;
            }

            await sink.MediaAsync(packed[i], cancellationToken);
        }
    }

    private byte[] Corrupt(byte[] nal)
    {
        if (nal.Length < 16)
            return nal;
        byte[] damaged = [.. nal];
        _random.NextBytes(damaged.AsSpan(8, damaged.Length - 8));
        return damaged;
    }

    // Faults that end the session; true when this was one.
    private async Task<bool> EndsAsync(StreamFault fault, RtpPacketizer packets, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case StreamFault.Freeze:
                return true;
            case StreamFault.Reset:
                hangUp(true);
                return true;
            case StreamFault.End:
                await sink.ControlAsync(ControlPackets.Bye(), cancellationToken);
                hangUp(false);
                return true;
            case StreamFault.CutMidPacket:
                byte[] packet = PacketSink.Interleaved(packets.Pack(_clip.Samples[0].Nals, 0)[0], 0);
                await sink.RawAsync(packet.AsMemory(0, packet.Length / 2), cancellationToken);
                hangUp(false);
                return true;
            default:
                return false;
        }
    }

    // Faults that last from their first picture on; true when the clip begins anew.
    private bool Change(RtspFaults faults)
    {
        if (faults.Stream == StreamFault.JumpTimestamps && !_jumped)
        {
            _jumped = true;
            _jump += faults.Jump;
        }

        if (faults.Stream != StreamFault.SwitchClip || _switched || faults.Other is null)
            return false;
        _switched = true;
        _shift += _clip.Interval * (_frame + 1);
        _clip = faults.Other;
        return true;
    }
}

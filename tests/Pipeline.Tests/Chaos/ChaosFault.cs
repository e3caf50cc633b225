using VideoDyn.Rtsp.TestKit.Clips;
using VideoDyn.Rtsp.TestKit.Faults;

namespace VideoDyn.Pipeline.Tests.Chaos;

/// <summary>One thing that goes wrong with one camera for a while.</summary>
/// <param name="Name">For the log.</param>
/// <param name="Faults">How the server misbehaves.</param>
/// <param name="Refuses">Whether it also listens no more.</param>
internal sealed record ChaosFault(string Name, RtspFaults Faults, bool Refuses = false)
{
    /// <summary>Draws a fault.</summary>
    public static ChaosFault Draw(Random random, Mp4Clip other) => random.Next(15) switch
    {
        0 => new("refuse", new RtspFaults { Stream = StreamFault.Reset }, Refuses: true),
        1 => new("hang after connect", new RtspFaults { Stream = StreamFault.Reset, HangAfter = RtspStep.Connect }),
        2 => new("hang after describe", new RtspFaults { Stream = StreamFault.Reset, HangAfter = RtspStep.Describe }),
        3 => new("hang after play", new RtspFaults { Stream = StreamFault.Freeze, HangAfter = RtspStep.Play }),
        4 => new("answer 503", new RtspFaults { Stream = StreamFault.End, Answer = (RtspStep.Describe, 503) }),
        5 => new("freeze", new RtspFaults { Stream = StreamFault.Freeze }),
        6 => new("cut in the middle of a packet", new RtspFaults { Stream = StreamFault.CutMidPacket }),
        7 => new("reset", new RtspFaults { Stream = StreamFault.Reset }),
        8 => new("end", new RtspFaults { Stream = StreamFault.End }),
        9 => new("garbage", new RtspFaults { Stream = StreamFault.Garbage }),
        10 => new("corrupt pictures", new RtspFaults { Stream = StreamFault.CorruptNals }),
        11 => new("lost packets", new RtspFaults { Stream = StreamFault.LosePackets }),
        12 => new("timestamps jump", new RtspFaults { Stream = StreamFault.JumpTimestamps, Frames = 1, Jump = TimeSpan.FromSeconds(random.Next(-5000, 5000)) }),
        13 => new("no key frame", new RtspFaults { Stream = StreamFault.WithholdKeyFrames }),
        _ => new("another size", new RtspFaults { Stream = StreamFault.SwitchClip, Other = other }),
    };
}

using VideoDyn.Core.Sources;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding.Gating;

/// <summary>One packet on its way, and what is known about its picture.</summary>
internal sealed unsafe class PacketSlot
{
    /// <summary>The packet; empty once nobody needs it.</summary>
    public AVPacket* Packet { get; private set; } = AvCodec.av_packet_alloc();

    public PacketFacts Facts { get; private set; }

    public long Pts { get; private set; }

    public long Duration { get; private set; }

    public bool IsKey { get; private set; }

    /// <summary>Stream time; known once the picture's place in the order is.</summary>
    public TimeSpan Time { get; set; }

    /// <summary>Stream time since the picture before, from a live source.</summary>
    public TimeSpan Step { get; set; }

    /// <summary>When its packet came in, from a live source; else 0.</summary>
    public long Arrival { get; set; }

    /// <summary>Whether its place among the pictures is known.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>Whether its pixels are wanted.</summary>
    public bool IsWanted { get; set; }

    /// <summary>Whether it cannot be decoded, because packets before it were given up.</summary>
    public bool IsLost { get; set; }

    /// <summary>Whether its picture has no known place: it is handed out when it comes out of the decoder.</summary>
    public bool IsApart { get; set; }

    /// <summary>Whether the packet may still be sent to the decoder.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Whether the decoder has it and its picture has not come out.</summary>
    public bool IsInside { get; set; }

    /// <summary>Whether its place has been handed out, or it has none.</summary>
    public bool IsDone { get; set; }

    /// <summary>Whether it is free for another packet.</summary>
    public bool IsSpare { get; set; }

    /// <summary>Takes a packet over.</summary>
    public void Fill(AVPacket* packet, in PacketFacts facts)
    {
        Facts = facts;
        (Pts, Duration, IsKey) = (packet->Pts, Math.Max(0, packet->Duration), packet->IsKey);
        (Time, Arrival) = (default, 0);
        IsPlaced = IsWanted = IsLost = IsApart = IsQueued = IsInside = IsSpare = false;
        IsDone = !facts.HasPicture;
        AvCodec.av_packet_move_ref(Packet, packet);
    }

    /// <summary>Gives the bytes up.</summary>
    public void Empty() => AvCodec.av_packet_unref(Packet);

    /// <summary>Frees the native packet; the slot is not used again.</summary>
    public void Free()
    {
        AVPacket* packet = Packet;
        AvCodec.av_packet_free(&packet);
        Packet = null;
    }
}

using VideoDyn.Core.Ledger;

namespace VideoDyn.Media.Decoding;

/// <summary>
/// What one source owes the ledger: it books every packet in, and knows how many of them are still inside the decoder,
/// so that at any end each packet has an outcome and only the pictures handed out are left to their reader.
/// </summary>
/// <remarks>
/// Packets and pictures are matched by count, not by identity: a picture settles one packet that was sent. A packet that
/// holds only a part of a picture (one field, a hidden reference) therefore stays inside until the end.
/// </remarks>
internal sealed class PacketAccount(FrameLedger ledger)
{
    // Packets that lie before the start by their own time, less the pictures that came out before it: those that a
    // decoder which began at a key frame rightly gave no picture for.
    private long _early;

    /// <summary>The ledger that is written.</summary>
    public FrameLedger Ledger { get; } = ledger;

    /// <summary>Packets received that have neither become a picture nor been given up.</summary>
    public long Inside { get; private set; }

    /// <summary>Packets of the video stream so far.</summary>
    public long Packets { get; private set; }

    /// <summary>Pictures so far.</summary>
    public long Pictures { get; private set; }

    /// <summary>Packets given up as undecodable so far.</summary>
    public long Failed { get; private set; }

    /// <summary>The demuxer delivered a packet.</summary>
    /// <param name="isBeforeStart">Whether its presentation time lies before the start.</param>
    public void PacketRead(bool isBeforeStart)
    {
        if (isBeforeStart)
            _early++;
        Ledger.Receive();
        Packets++;
        Inside++;
    }

    /// <summary>The packet just read is not decoded because it precedes the start.</summary>
    public void PacketNotWanted()
    {
        Inside--;
        PictureBeforeStart();
    }

    /// <summary>The packet just read is not decoded.</summary>
    /// <param name="cause">One of <see cref="DropCauses"/>.</param>
    public void PacketDropped(string cause)
    {
        Inside--;
        Ledger.Drop(cause);
    }

    /// <summary>
    /// Gives up packets that have been inside longer than any decoder keeps one: streams without end would gather those
    /// that give no picture.
    /// </summary>
    /// <param name="most">How many packets may be inside.</param>
    public void GiveUpBeyond(int most)
    {
        for (; Inside > most; Inside--, Failed++)
            Ledger.Fail(FailCauses.Decode);
    }

    /// <summary>The decoder refused a packet. It may do so for one that has already given its picture.</summary>
    public void PacketFailed()
    {
        if (Inside == 0)
            return;
        Inside--;
        Failed++;
        Ledger.Fail(FailCauses.Decode);
    }

    /// <summary>The decoder delivered a picture; its packet now waits for the outcome that the holder books.</summary>
    public void PictureDecoded()
    {
        Pictures++;
        Ledger.CountDecoded();
        if (Inside > 0)
            Inside--;
        else
            Ledger.Receive(); // a second picture out of one packet is a frame of its own
    }

    /// <summary>The frame of a packet is handed out without its picture; it now waits for the outcome that the holder books.</summary>
    public void FrameUnseen() => Inside = Math.Max(0, Inside - 1);

    /// <summary>A picture came out whose frame has been handed out without it.</summary>
    public void PictureUnseen()
    {
        Pictures++;
        Ledger.CountDecoded();
    }

    /// <summary>The picture just decoded precedes the start.</summary>
    public void PictureBeforeStart()
    {
        _early = Math.Max(0, _early - 1);
        Ledger.Skip(SkipReasons.BeforeStart);
    }

    /// <summary>The picture just decoded lies beyond the asked range.</summary>
    public void PictureAfterEnd() => Ledger.Drop(DropCauses.EndOfRange);

    /// <summary>The picture just decoded cannot be brought into a supported layout.</summary>
    public void PictureUnusable() => Ledger.Fail(FailCauses.Decode);

    /// <summary>Decoding goes back to begin earlier: whatever is inside was read only on the way to the start.</summary>
    public void Rewind()
    {
        _early = Inside;
        SkipEarly();
    }

    /// <summary>Nothing more will come out: whatever is inside gave no picture.</summary>
    public void EndOfStream()
    {
        SkipEarly();
        Failed += Inside;
        Ledger.Fail(FailCauses.Decode, Inside);
        Inside = 0;
    }

    /// <summary>Decoding stops on purpose: whatever is inside is lost for this cause.</summary>
    public void Stop(string cause)
    {
        SkipEarly();
        Ledger.Drop(cause, Inside);
        Inside = 0;
    }

    private void SkipEarly()
    {
        for (; Inside > 0 && _early > 0; Inside--, _early--)
            Ledger.Skip(SkipReasons.BeforeStart);
        _early = 0;
    }
}

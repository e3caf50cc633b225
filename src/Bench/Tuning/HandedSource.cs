using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;

namespace VideoDyn.Bench.Tuning;

/// <summary>A source whose frames are handed in from outside, so that many runs can share one decoder.</summary>
/// <param name="info">What the shared stream is.</param>
internal sealed class HandedSource(SourceInfo info) : IFrameSource
{
    private FrameLease? _next;

    public SourceInfo Info => info;

    public FrameLedger Ledger { get; } = new();

    public string? Warning => null;

    /// <summary>Offers the next frame; the run takes a reference of its own.</summary>
    public void Offer(FrameLease frame) => _next = frame.Retain();

    public FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken)
    {
        frame = _next;
        _next = null;
        if (frame is null)
            return FrameReadStatus.EndOfStream;
        Ledger.Receive();
        Ledger.CountDecoded();
        return FrameReadStatus.Frame;
    }

    public void Dispose()
    {
        _next?.Dispose();
        _next = null;
    }
}

using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Inference.Crops;
using VideoDyn.Spatial.Analysis;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// A place at which a frame is looked at again and again: one tile, or the whole frame. It is a small picture of its own, with
/// feature maps of its own in the block engine, and what was seen in it stands until it is looked at again.
/// </summary>
public sealed class TileView : IDisposable
{
    private readonly FrameWindow? _window;
    private TimeSpan _seenAt;

    /// <summary>Prepares a place.</summary>
    /// <param name="area">Where it lies, in frame pixels; null for the whole frame.</param>
    /// <param name="analyzer">The engine with its maps; disposed with this.</param>
    internal TileView(BoundingBox? area, BlockAnalyzer analyzer)
    {
        Analyzer = analyzer;
        Area = area ?? default;
        _window = area is null ? null : new FrameWindow();
    }

    /// <summary>Where a tile lies, in frame pixels; empty for the whole frame.</summary>
    public BoundingBox Area { get; }

    /// <summary>What computes it.</summary>
    public BlockAnalyzer Analyzer { get; }

    /// <summary>What was seen when it was looked at last, in its own pixels.</summary>
    public Observations Observations { get; private set; } = new();

    /// <summary>The pixels of the place, valid as long as the frame is held and until the next call.</summary>
    /// <param name="frame">The whole picture.</param>
    public FrameLease Of(FrameLease frame) =>
        _window?.Show(frame, (int)Area.X1, (int)Area.Y1, (int)Area.Width, (int)Area.Height) ?? frame;

    /// <inheritdoc/>
    public void Dispose() => Analyzer.Dispose();

    /// <summary>Looks at it.</summary>
    /// <param name="frame">The whole picture.</param>
    /// <param name="plan">What to compute; null for nothing, what was seen stands.</param>
    /// <param name="account">Receives work, time and problems, but no detection.</param>
    internal void Look(FrameLease frame, RegionPlan? plan, Observations account)
    {
        if (plan is null)
        {
            Observations.WasFullPass = false;
            return;
        }

        // Time is booked with the stream's clock, which may be another one after a restart.
        if (!ReferenceEquals(Observations.Clock, account.Clock))
            Observations = new Observations { Clock = account.Clock };
        Analyzer.Analyze(Of(frame), plan, Observations);
        _seenAt = frame.StreamTime;
        account.Macs += Observations.Macs;
        account.Malformed += Observations.Malformed;
        account.Truncated |= Observations.Truncated;
    }

    /// <summary>Lists what stands; what is older than this frame is Reused with its age.</summary>
    internal void Recall(int crop, TimeSpan now, List<CropFinding> all)
    {
        TimeSpan since = now - _seenAt;
        foreach (ref readonly Detection one in Observations.Span)
        {
            Detection here = one with { Box = Boxes.Move(one.Box, Area.X1, Area.Y1) };
            all.Add(new CropFinding(since == TimeSpan.Zero ? here : here with { Provenance = Provenance.Reused, Age = one.Age + since }, crop));
        }
    }

    /// <summary>Forgets maps and results.</summary>
    internal void Reset(StateReset reason)
    {
        foreach (IStateSlot slot in Analyzer.Slots)
            slot.Reset(reason);
        Observations.Clear();
    }
}

using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Sources;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>
/// An opened camera: its model, outputs and per-stream state. The camera actor owns it, so that it outlives restarts of
/// the stages.
/// </summary>
internal abstract class CameraStream : IDisposable
{
    /// <summary>The camera's frame account, the same through all connections.</summary>
    public abstract FrameLedger Ledger { get; }

    /// <summary>The steps of a frame. Only the stage that has the frame in hand uses it.</summary>
    public abstract FrameFlow Flow { get; }

    /// <summary>Where the reader's time goes; the flow has its own clock, because both run at once.</summary>
    public StageClock ReaderClock { get; } = new(ProcessorScope.Thread);

    /// <summary>What comes; null where nobody asks.</summary>
    public virtual SourceInfo? Info => null;

    /// <summary>What audits found so far; null where there are none. Read by any thread.</summary>
    public virtual AuditRecord? Audit => null;

    /// <summary>Opens the stream, on the reader's thread, which also reads and disposes it.</summary>
    public abstract IFrameSource Connect(CancellationToken cancellationToken);

    /// <summary>A frame was read; called on the reader's thread before anybody else sees it.</summary>
    public virtual void OnPicture(FrameLease frame)
    {
    }

    /// <summary>
    /// Begins anew at an outage: what was seen before says nothing about what comes. Called on the publisher's thread
    /// while no frame is on its way.
    /// </summary>
    public virtual void Reset()
    {
    }

    /// <summary>The camera was lost or is back; called on the publisher's thread.</summary>
    /// <param name="change">What happened.</param>
    /// <param name="now">When it was noticed.</param>
    public virtual void OnCircuit(CircuitChange change, DateTimeOffset now)
    {
    }

    /// <summary>Publishes what the end of the stream means; called once, on the publisher's thread, unless the run failed.</summary>
    public abstract void Complete();

    /// <summary>Closes the outputs; called once, on the publisher's thread.</summary>
    public abstract void CloseOutputs();

    /// <summary>Unloads what is left when nothing runs any more.</summary>
    public abstract void Dispose();
}

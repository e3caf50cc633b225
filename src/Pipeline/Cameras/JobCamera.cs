using Microsoft.Extensions.Logging;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Observability.Logging;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.State;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>
/// A job as a camera. A recording waits for its reader, runs as fast as it can, loses nothing and ends with its stream; a
/// live source keeps the newest frame and is connected to again whenever it is lost.
/// </summary>
internal sealed class JobCamera(string name, RunJob job, Func<AnalysisSession, IFrameObserver?> follow) : CameraRecipe(name)
{
    /// <summary>What was opened; null where that failed.</summary>
    public JobStream? Opened { get; private set; }

    internal override bool IsLive => job.Options.IsLive;

    internal override bool IsInStep => job.Options.DecodesInStep;

    // Audits run a network where events are made. What is written to a folder may be video, an outbox may be full and wait, and clip and sequence models run where events
    // are made; events for a sink alone are short.
    internal override bool HasHeavyOutputs => job.WritesFiles || job.Delivery is not null || job.Options.HasActions || job.Options.Audits;

    internal override bool HasHeavyTracking => job.Options is not { Reid: null, Classify: null };

    internal override ReconnectOptions Reconnect => job.Options.Reconnect;

    internal override TimeSpan StallLimit(bool seesPictures) => job.Options.LiveOrDefault is { } live
        ? s_stallMargin + (seesPictures ? Max(live.ReadTimeout, live.PictureTimeout) : Max(live.OpenTimeout, live.KeyFrameTimeout))
        : Timeout.InfiniteTimeSpan;

    internal override void LogStart(ILogger log) =>
        log.Started(Name, AddressText.Redact(job.Options.Input), Path.GetFileName(job.Options.Model), job.Options.Gate, job.Options.Region);

    internal override CameraStream Open(CameraServices services, CancellationToken cancellationToken)
    {
        var states = new StateStore(new StateStoreOptions { Folder = job.Options.State, Budget = services.Memory });
        Opened = new JobStream(AnalysisSession.Open(job.Options, states, services.Analyzers, cancellationToken), Name);
        try
        {
            Opened.MakeOutputs(job, follow);
            if (Opened.Session.Auditor is { } auditor)
                auditor.Warned = warning => services.Log.BelowTarget(Name, warning);
            return Opened;
        }
        catch
        {
            using JobStream failed = Opened;
            failed.CloseOutputs();
            throw;
        }
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}

using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>A file as a camera that waits for its reader: runs as fast as it can, loses nothing, ends with its stream.</summary>
internal sealed class FileCamera(string name, RunJob job, Func<AnalysisSession, IFrameObserver?> follow) : CameraRecipe(name)
{
    /// <summary>What was opened; null where that failed.</summary>
    public FileStreamOfJob? Opened { get; private set; }

    internal override bool IsLive => false;

    // Files are few at a time, and what they write may be video.
    internal override bool HasHeavyOutputs => true;

    internal override bool HasHeavyTracking => job.Options.Reid is not null;

    internal override CameraStream Open(CameraServices services, CancellationToken cancellationToken)
    {
        Opened = new FileStreamOfJob(AnalysisSession.Open(job.Options, services.Analyzers, cancellationToken));
        try
        {
            Opened.MakeOutputs(job, follow);
            return Opened;
        }
        catch
        {
            using FileStreamOfJob failed = Opened;
            failed.CloseOutputs();
            throw;
        }
    }
}

namespace VideoDyn.Pipeline.Scheduling;

/// <summary>What the inference pool is told: a job to be done, or a worker that is free.</summary>
/// <param name="Job">The job to do, or the one that was just done; null from a worker that begins.</param>
/// <param name="Worker">Number of the free worker; negative for a new job.</param>
/// <param name="Seconds">How long the job took.</param>
internal readonly record struct PoolMessage(IInferenceJob? Job, int Worker, double Seconds)
{
    /// <summary>A job to be done.</summary>
    public static PoolMessage Submit(IInferenceJob job) => new(job, -1, 0);
}

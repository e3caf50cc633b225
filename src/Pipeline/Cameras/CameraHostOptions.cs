using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Scheduling.Batching;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>How a <see cref="CameraHost"/> is built.</summary>
public sealed record CameraHostOptions
{
    /// <summary>
    /// How many analyses run at once, each on a thread of its own, 1 to 256. Default: processors divided by
    /// <see cref="ThreadsPerAnalysis"/>, at least 1.
    /// </summary>
    public int? Workers { get; init; }

    /// <summary>Threads that one analysis uses (the sessions' own setting), at least 1. Default 1.</summary>
    public int ThreadsPerAnalysis { get; init; } = 1;

    /// <summary>Connections to live cameras per second in the long run, over all cameras, 0.01 to 10000. Default 4.</summary>
    public double ConnectionsPerSecond { get; init; } = 4;

    /// <summary>Connections that may follow at once after a quiet time, 1 to 10000. Default 4.</summary>
    public int ConnectionBurst { get; init; } = 4;

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where what happens to cameras is logged (docs/observability.md). Default nowhere.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>Told, at most once a minute, when the live cameras ask for more than the machine can do, and how many it can serve.</summary>
    public Action<string>? OnOverload { get; init; }

    /// <summary>Most bytes of per-stream state of all cameras together, at least 0. Default 8 GiB.</summary>
    public long StateLimit { get; init; } = State.StateBudget.DefaultLimit;

    /// <summary>How crops of several cameras go through a network together; null, the default, for each camera its own.</summary>
    public CropBatchOptions? CropBatches { get; init; }

    internal int WorkerCount => Workers ?? Math.Max(1, Environment.ProcessorCount / Math.Max(1, ThreadsPerAnalysis));

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="VideoDynException">A number is out of range (kind Configuration).</exception>
    public void Validate()
    {
        new OptionProblems("host")
            .Range(nameof(Workers), WorkerCount, 1, 256)
            .Range(nameof(ThreadsPerAnalysis), ThreadsPerAnalysis, 1, 256)
            .Throw();
        CropBatches?.Validate();
    }
}

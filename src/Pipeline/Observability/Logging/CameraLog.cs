using Microsoft.Extensions.Logging;

namespace VideoDyn.Pipeline.Observability.Logging;

/// <summary>What is logged about cameras. Event ids are stable and listed in docs/observability.md.</summary>
public static partial class CameraLog
{
    /// <summary>A camera began.</summary>
    [LoggerMessage(1000, LogLevel.Information, "Camera {Camera} starts: {Location}, model {Model}, gate {Gate}, region {Region}")]
    public static partial void Started(this ILogger logger, string camera, string location, string model, string gate, string region);

    /// <summary>A camera ended by itself or because it was asked to.</summary>
    [LoggerMessage(1001, LogLevel.Information, "Camera {Camera} ended: {Received} frames received, {Analyzed} analyzed, {Dropped} dropped, {Failed} failed")]
    public static partial void Ended(this ILogger logger, string camera, long received, long analyzed, long dropped, long failed);

    /// <summary>A camera cannot go on.</summary>
    [LoggerMessage(1002, LogLevel.Error, "Camera {Camera} failed: {Reason}")]
    public static partial void Failed(this ILogger logger, string camera, string reason);

    /// <summary>Pictures come for the first time.</summary>
    [LoggerMessage(1010, LogLevel.Information, "Camera {Camera} connected: {Width}x{Height} {Codec}")]
    public static partial void Connected(this ILogger logger, string camera, int width, int height, string codec);

    /// <summary>A live camera was lost; once per outage.</summary>
    [LoggerMessage(1011, LogLevel.Warning, "Camera {Camera} lost: {Reason}")]
    public static partial void Lost(this ILogger logger, string camera, string reason);

    /// <summary>A live camera is back.</summary>
    [LoggerMessage(1012, LogLevel.Information, "Camera {Camera} restored after {GapSeconds:F1} s and {Attempts} attempts")]
    public static partial void Restored(this ILogger logger, string camera, double gapSeconds, int attempts);

    /// <summary>An attempt to connect failed.</summary>
    [LoggerMessage(1013, LogLevel.Debug, "Camera {Camera}: attempt {Attempt} failed: {Reason}; the next one in {PauseSeconds:F1} s")]
    public static partial void AttemptFailed(this ILogger logger, string camera, int attempt, string reason, double pauseSeconds);

    /// <summary>A reader was given up and replaced.</summary>
    [LoggerMessage(1020, LogLevel.Warning, "Camera {Camera}: the reader was silent for {SilentSeconds:F1} s and is replaced")]
    public static partial void ReaderReplaced(this ILogger logger, string camera, double silentSeconds);

    /// <summary>A frame could not be processed; whether the camera goes on with the next one is decided by its kind.</summary>
    [LoggerMessage(1021, LogLevel.Warning, "Camera {Camera}: a frame could not be processed: {Reason}")]
    public static partial void StepFailed(this ILogger logger, string camera, string reason);

    /// <summary>What is published agrees with dense less than was asked for.</summary>
    [LoggerMessage(1022, LogLevel.Warning, "Camera {Camera}: {Warning}")]
    public static partial void BelowTarget(this ILogger logger, string camera, string warning);

    /// <summary>The machine cannot do what the live cameras ask for.</summary>
    [LoggerMessage(1030, LogLevel.Warning, "{Capacity}")]
    public static partial void Overloaded(this ILogger logger, string capacity);
}

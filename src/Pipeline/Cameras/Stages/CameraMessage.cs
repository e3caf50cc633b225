using VideoDyn.Core.Sources;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>What a camera actor is told about its life; frames pass it by.</summary>
internal abstract record CameraMessage
{
    private CameraMessage()
    {
    }

    /// <summary>The model is loaded and the outputs are there.</summary>
    public sealed record Opened : CameraMessage;

    /// <summary>The stream is open.</summary>
    /// <param name="Reader">Which reader says so.</param>
    /// <param name="Info">What is known about it.</param>
    public sealed record Connected(int Reader, SourceInfo Info) : CameraMessage;

    /// <summary>The stream is over, or cannot be opened or read on.</summary>
    /// <param name="Reader">Which reader says so.</param>
    /// <param name="Error">Why; null at a plain end.</param>
    public sealed record Disconnected(int Reader, Exception? Error) : CameraMessage;

    /// <summary>A step failed; its frame is already booked and given back.</summary>
    /// <param name="Error">Why.</param>
    public sealed record StepFailed(Exception Error) : CameraMessage;

    /// <summary>No frame is on its way and none will come.</summary>
    public sealed record Drained : CameraMessage;

    /// <summary>The outputs are closed.</summary>
    /// <param name="Error">Why that failed; null when it did not.</param>
    public sealed record Closed(Exception? Error) : CameraMessage;

    /// <summary>Time to look whether frames still come.</summary>
    public sealed record Tick : CameraMessage;

    /// <summary>End in good order, for this reason.</summary>
    public sealed record Stop : CameraMessage;
}

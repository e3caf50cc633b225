namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>What a camera actor is told about its life; frames pass it by.</summary>
internal abstract record CameraMessage
{
    private CameraMessage()
    {
    }

    /// <summary>The model is loaded and the outputs are there.</summary>
    public sealed record Opened : CameraMessage;

    /// <summary>The first picture of a connection has come.</summary>
    /// <param name="Reader">Which reader says so.</param>
    public sealed record FirstPicture(int Reader) : CameraMessage;

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

    /// <summary>Time to ask for a place among the connections, or, with one, to connect.</summary>
    /// <param name="HasPlace">Whether the place was given.</param>
    public sealed record ConnectNow(bool HasPlace) : CameraMessage;

    /// <summary>Time to look whether frames still come.</summary>
    public sealed record Tick : CameraMessage;

    /// <summary>End in good order, for this reason.</summary>
    public sealed record Stop : CameraMessage;
}

using VideoDyn.Actors.Supervision;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Outbox;

namespace VideoDyn.Pipeline.Sinks;

/// <summary>How events get from cameras to sinks.</summary>
public sealed record DeliveryOptions
{
    /// <summary>Path of the outbox.</summary>
    public required string Outbox { get; init; }

    /// <summary>How the outbox keeps events.</summary>
    public OutboxOptions Keeping { get; init; } = new();

    /// <summary>How long a sink that cannot be reached is left alone: 0.5 s at first, at most 30 s, give or take a fifth.</summary>
    public BackOff BackOff { get; init; } = new() { Minimum = TimeSpan.FromMilliseconds(500), Maximum = TimeSpan.FromSeconds(30) };

    /// <summary>The longest wait that a sink may ask for. Default 1 hour.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often an event is offered that a sink refuses for good, before it becomes a dead letter, 1 to 100. Default 3.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Longest time for connecting. Default 30 s.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for one batch. Default 60 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Told when a sink is lost or comes back, with its status; must return at once.</summary>
    public Action<SinkStatus>? OnChange { get; init; }

    /// <summary>Fails when an option is out of its range.</summary>
    /// <exception cref="VideoDynException">The message names all of them (kind Configuration).</exception>
    public void Validate() => new OptionProblems("delivery")
        .Range("attempts", Attempts, 1, 100)
        .Range("open timeout", OpenTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1))
        .Range("send timeout", SendTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1))
        .Throw();
}

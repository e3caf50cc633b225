namespace VideoDyn.Actors.Supervision;

/// <summary>The outcome of a strategy.</summary>
internal readonly record struct Decision(Directive Directive, TimeSpan Delay);

namespace VideoDyn.Pipeline.Scheduling.Batching;

/// <summary>What the batcher is told.</summary>
/// <param name="Client">Who has crops to run; null when the time of a batch has come.</param>
internal readonly record struct BatchMessage(IBatchClient? Client);

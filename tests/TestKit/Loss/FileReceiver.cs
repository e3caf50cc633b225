namespace VideoDyn.TestKit.Loss;

/// <summary>A file that the command appends to.</summary>
public sealed class FileReceiver(string path) : IEventReceiver
{
    /// <inheritdoc/>
    public string Address => "file:" + path;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReceivedAsync() => Task.FromResult(EventIdentity.OfLines(path));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

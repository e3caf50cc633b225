namespace VideoDyn.TestKit.Loss;

/// <summary>A web server that takes most events, and asks to try again for one of seven.</summary>
public sealed class HookReceiver : IEventReceiver
{
    private const int Period = 7;
    private readonly HookServer _server = new(request => Refuses(request) ? new HookAnswer(503, "0") : HookAnswer.Ok);

    /// <inheritdoc/>
    public string Address => _server.Address.ToString();

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReceivedAsync() => Task.FromResult<IReadOnlyList<string>>(
        [.. _server.Requests.Where(request => !Refuses(request)).Select(request => EventIdentity.Of(request.Body))]);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static bool Refuses(HookRequest request) => request.Number % Period == Period - 1;
}

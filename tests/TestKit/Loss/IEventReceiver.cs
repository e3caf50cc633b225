namespace VideoDyn.TestKit.Loss;

/// <summary>
/// The far end of a sink, outside the process under test, that goes on while that is killed: a web server, a file, a
/// subscriber of a broker. Implement it for a broker and hand it to <see cref="KilledRuns"/>.
/// </summary>
public interface IEventReceiver : IAsyncDisposable
{
    /// <summary>What the command is told after <c>--sink</c>, e.g. <c>amqp://guest:guest@127.0.0.1:5673/?exchange=events</c>.</summary>
    string Address { get; }

    /// <summary>
    /// Identities of the events that arrived so far, in order and with repeats: CloudEvents <c>source</c>, <c>id</c> and
    /// <c>time</c> as <see cref="EventIdentity.Of"/> joins them. What is still on its way may be waited for here.
    /// </summary>
    Task<IReadOnlyList<string>> ReceivedAsync();
}

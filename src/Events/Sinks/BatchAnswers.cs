namespace VideoDyn.Events.Sinks;

/// <summary>
/// Collects what a broker answers to the events of one batch, in whatever order and on whatever thread the answers come,
/// and ends a task with the last one.
/// </summary>
/// <remarks>Thread-safe. The first answer to an event counts.</remarks>
public sealed class BatchAnswers
{
    private readonly Lock _lock = new();
    private Delivery?[] _answers = [];
    private int _count;
    private int _open;
    private TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when every event has its answer; fails with what <see cref="Fail"/> was told.</summary>
    public Task Completion
    {
        get
        {
            lock (_lock)
                return _completion.Task;
        }
    }

    /// <summary>Forgets the last batch.</summary>
    /// <param name="count">Number of events of the new one.</param>
    public void Begin(int count)
    {
        lock (_lock)
        {
            if (_answers.Length < count)
                _answers = new Delivery?[count];
            Array.Clear(_answers);
            _count = count;
            _open = count;
            _completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            EndIfComplete();
        }
    }

    /// <summary>Waits anew after a failure that the sink can mend itself; answers so far stay.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            EndIfComplete();
        }
    }

    /// <summary>Whether an event has its answer.</summary>
    public bool IsAnswered(int index)
    {
        lock (_lock)
            return _answers[index] is not null;
    }

    /// <summary>Notes the answer to one event.</summary>
    /// <param name="index">Position in the batch.</param>
    /// <param name="answer">What became of it.</param>
    public void Answer(int index, Delivery answer)
    {
        lock (_lock)
        {
            if (index >= _count || _answers[index] is not null)
                return;
            _answers[index] = answer;
            _open--;
            EndIfComplete();
        }
    }

    /// <summary>No further answers come.</summary>
    /// <param name="reason">Why; a <see cref="SinkUnavailableException"/> unless the sink can mend it.</param>
    public void Fail(Exception reason)
    {
        lock (_lock)
        {
            if (!_completion.TrySetException(reason))
                return;
            // Looked at, even where nobody waits any more.
            _ = _completion.Task.Exception;
        }
    }

    /// <summary>Adds the answers up to the first event without one.</summary>
    public void CopyTo(IList<Delivery> deliveries)
    {
        ArgumentNullException.ThrowIfNull(deliveries);
        lock (_lock)
        {
            for (int index = 0; index < _count && _answers[index] is { } answer; index++)
                deliveries.Add(answer);
        }
    }

    private void EndIfComplete()
    {
        if (_open == 0)
            _completion.TrySetResult();
    }
}

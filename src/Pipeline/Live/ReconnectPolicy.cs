using VideoDyn.Media.Live;

namespace VideoDyn.Pipeline.Live;

/// <summary>
/// Decides when one camera is connected to again, and what users are told: a state machine without clock, timer or
/// thread. The caller says what happened and when, on any clock that never goes back.
/// </summary>
/// <remarks>
/// Call order: <see cref="Connecting"/>, then <see cref="Picture"/> for every picture, then <see cref="Failed"/>, which
/// says how long to wait before <see cref="Connecting"/> again. Jitter comes from the seed, so that a run repeats.
/// </remarks>
public sealed class ReconnectPolicy
{
    private readonly ReconnectOptions _options;
    private readonly Random _random;
    private TimeSpan? _lastPicture;
    private TimeSpan? _start;
    private TimeSpan _streamingSince;
    private bool _isLost;
    private int _growth;
    private int _passwordGrowth;
    private int _attempts;

    /// <summary>Creates the policy of one camera.</summary>
    /// <param name="options">Pauses and limits.</param>
    /// <param name="seed">Seed of the jitter; a different one for every camera.</param>
    /// <exception cref="Core.Errors.VideoDynException">An option is out of range (kind Configuration).</exception>
    public ReconnectPolicy(ReconnectOptions options, int seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _random = new Random(seed);
    }

    /// <summary>How the connection stands.</summary>
    public CircuitState State { get; private set; } = CircuitState.Connecting;

    /// <summary>Failures since pictures last came for long enough.</summary>
    public int FailuresInARow { get; private set; }

    /// <summary>Connections that ended or could not be made, in all.</summary>
    public long Outages { get; private set; }

    /// <summary>A connection is being made.</summary>
    /// <param name="now">When.</param>
    public void Connecting(TimeSpan now)
    {
        _start ??= now;
        _attempts++;
        State = CircuitState.Connecting;
    }

    /// <summary>A picture came.</summary>
    /// <param name="now">When.</param>
    /// <returns><see cref="CircuitChange.Restored"/> for the first after an outage, else null.</returns>
    public CircuitChange? Picture(TimeSpan now)
    {
        TimeSpan? before = _lastPicture ?? _start;
        _lastPicture = now;
        if (State != CircuitState.Streaming)
        {
            State = CircuitState.Streaming;
            _streamingSince = now;
        }
        else if (now - _streamingSince >= _options.StableAfter && FailuresInARow > 0)
        {
            ForgetFailures();
        }

        if (!_isLost)
        {
            _attempts = 0;
            return null;
        }

        _isLost = false;
        var restored = new CircuitChange.Restored(now - (before ?? now), _attempts);
        _attempts = 0;
        return restored;
    }

    /// <summary>The connection ended or could not be made.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="now">When.</param>
    /// <param name="change"><see cref="CircuitChange.Lost"/> for the first failure since pictures came, else null.</param>
    /// <returns>How long to wait before the next attempt.</returns>
    public TimeSpan Failed(OutageReason reason, TimeSpan now, out CircuitChange? change)
    {
        if (State == CircuitState.Streaming && now - _streamingSince >= _options.StableAfter)
            ForgetFailures();
        FailuresInARow++;
        Outages++;
        change = _isLost ? null : new CircuitChange.Lost(reason, _lastPicture ?? _start ?? now);
        _isLost = true;
        bool isPassword = reason == OutageReason.WrongPassword;
        State = isPassword || FailuresInARow >= _options.DownAfter ? CircuitState.Down : CircuitState.Waiting;
        return isPassword
            ? Pause(_options.WrongPasswordFirst, _options.WrongPasswordLongest, ref _passwordGrowth)
            : Pause(_options.First, _options.Longest, ref _growth);
    }

    private void ForgetFailures()
    {
        FailuresInARow = 0;
        _growth = 0;
        _passwordGrowth = 0;
    }

    private TimeSpan Pause(TimeSpan first, TimeSpan longest, ref int grown)
    {
        double seconds = Math.Min(longest.TotalSeconds, first.TotalSeconds * Math.Pow(_options.Growth, grown));
        if (seconds < longest.TotalSeconds)
            grown++;
        return TimeSpan.FromSeconds(seconds * (1 - (_options.Jitter * _random.NextDouble())));
    }
}

namespace VideoDyn.Events.Rules.Watching;

/// <summary>
/// A yes or no over stream time that changes only after the new answer has held for a while, and not again too soon. The
/// change is dated back to the first frame of the new answer.
/// </summary>
internal struct Settled
{
    private TimeSpan _lastAgreed;
    private TimeSpan _turned;
    private TimeSpan _turnedAfter;
    private bool _hasAgreed;
    private bool _isTurning;
    private bool _hasChanged;

    /// <summary>The answer that is believed; no at first.</summary>
    public bool Value { get; private set; }

    /// <summary>Since when; meaningless before the first change.</summary>
    public TimeSpan Since { get; private set; }

    /// <summary>The last frame that agreed with the answer.</summary>
    public readonly TimeSpan LastAgreed => _lastAgreed;

    /// <summary>Takes the answer of one frame.</summary>
    /// <param name="seen">The answer.</param>
    /// <param name="time">Its stream time.</param>
    /// <param name="confirm">How long a new answer must hold.</param>
    /// <param name="hysteresis">How long a believed one holds at least.</param>
    /// <param name="change">When it changed.</param>
    /// <returns>Whether the believed answer changed.</returns>
    public bool See(bool seen, TimeSpan time, TimeSpan confirm, TimeSpan hysteresis, out EventInterval change)
    {
        change = default;
        if (seen == Value)
        {
            (_lastAgreed, _hasAgreed, _isTurning) = (time, true, false);
            return false;
        }

        if (!_isTurning)
            (_turned, _turnedAfter, _isTurning) = (time, _hasAgreed ? _lastAgreed : time, true);
        if (time - _turned < confirm || (_hasChanged && time - Since < hysteresis))
            return false;
        change = new EventInterval(_turned, _turnedAfter, _turned);
        Value = seen;
        Since = _turned;
        (_lastAgreed, _hasAgreed, _isTurning, _hasChanged) = (time, true, false, true);
        return true;
    }

    /// <summary>When the believed answer ended, if nothing more is seen.</summary>
    /// <param name="missing">First frame at which nothing was seen.</param>
    public readonly EventInterval EndOf(TimeSpan missing) =>
        _isTurning ? new EventInterval(_turned, _turnedAfter, _turned) : new EventInterval(missing, _hasAgreed ? _lastAgreed : missing, missing);
}

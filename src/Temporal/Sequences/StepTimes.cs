namespace VideoDyn.Temporal.Sequences;

/// <summary>
/// Which steps of a sequence model the frames of a stream are, by times alone, so that what looks at the pictures and what
/// says beforehand which of them are needed cannot differ.
/// </summary>
/// <param name="stepsPerSecond">Steps per second of stream time.</param>
internal sealed class StepTimes(double stepsPerSecond)
{
    private const double Slack = 1e-6;
    private TimeSpan _origin;

    /// <summary>Step of the last frame; -1 before the first.</summary>
    public long Step { get; private set; } = -1;

    /// <summary>Stream time of the last frame.</summary>
    public TimeSpan Last { get; private set; }

    /// <summary>Stream time of a step.</summary>
    public TimeSpan TimeOf(long step) => _origin + TimeSpan.FromSeconds(step / stepsPerSecond);

    /// <summary>Whether a frame would begin a new count: the first one, or one whose time steps back.</summary>
    public bool Begins(TimeSpan time) => Step < 0 || time < Last;

    /// <summary>A frame has come.</summary>
    /// <returns>Steps since the frame before it; 0 for a frame between two steps. The first of a count is step 0.</returns>
    public long Advance(TimeSpan time)
    {
        bool begins = Begins(time);
        Last = time;
        if (begins)
        {
            _origin = time;
            Step = 0;
            return 0;
        }

        long step = (long)Math.Floor(((time - _origin).TotalSeconds * stepsPerSecond) + Slack);
        long passed = step - Step;
        Step = step;
        return passed;
    }

    /// <summary>A frame has come that nobody looks at.</summary>
    public void Pass(TimeSpan time) => Last = time > Last ? time : Last;

    /// <summary>Begins anew with the next frame.</summary>
    public void Clear() => Step = -1;
}

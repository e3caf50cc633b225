namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>
/// Whether helpers take part in a run: where runs with them are faster for the work that they do than runs alone. While somebody else has
/// their core they are not, as the calling thread then waits for a thread that is not scheduled. One such wait says little: helpers that
/// save a third of every run are worth a long wait now and then. So the means decide, and the way that is not taken is tried now and
/// then, less and less often. Results are the same either way.
/// </summary>
internal sealed class Company
{
    /// <summary>Runs before the other way is tried; twice as many after each trial that changes nothing.</summary>
    public const int Least = 8;

    /// <summary>Most runs before it is tried: at 25 frames a second, a core that became free is found in five seconds.</summary>
    public const int Most = 128;

    // The first runs touch memory and code that nobody has touched; then each way is measured so often.
    private const int Strange = 2;
    private const int Few = 3;

    // Runs that a mean remembers; fewer while the other way is tried and does well, so that some trials in a row tell.
    private const int Memory = 16;
    private const int TrialMemory = 2;
    private const int TrialsInARow = 4;

    // One wait, however long, counts as no more than so many runs of the other way.
    private const double Longest = 4;

    // Helpers keep a second core busy: what they save must be more than the noise of measuring it.
    private const double Worthwhile = 0.95;

    private Mean _alone;
    private Mean _together;
    private int _strange = Strange;
    private int _pause = Least;
    private int _untilTrial = Least;
    private int _trials;

    /// <summary>Whether the current run has helpers.</summary>
    public bool HasHelpers { get; private set; } = true;

    // Which way is the faster one.
    private bool IsBetterTogether => _together.Value < Worthwhile * _alone.Value;

    private bool IsMeasured => _together.Runs >= Few && _alone.Runs >= Few;

    /// <summary>A run begins.</summary>
    public void Begin()
    {
        if (!IsMeasured)
        {
            HasHelpers = _together.Runs < Few;
            return;
        }

        HasHelpers = IsBetterTogether ^ (_untilTrial == 0);
    }

    /// <summary>A run ended as it should.</summary>
    /// <param name="time">What it took, in any unit.</param>
    /// <param name="work">How much it did, in any unit, above 0.</param>
    public void End(double time, double work)
    {
        if (_strange > 0)
        {
            _strange--;
            return;
        }

        if (!IsMeasured)
        {
            Note(time / work, Few);
            return;
        }

        bool wasTrial = _untilTrial == 0, before = IsBetterTogether;
        double best = before ? _together.Value : _alone.Value, rate = time / work;
        Note(rate, wasTrial ? TrialMemory : Memory);
        if (IsBetterTogether != before)
            (_pause, _untilTrial, _trials) = (Least, Least, 0);
        else if (!wasTrial)
            _untilTrial--;
        else if (rate >= best || ++_trials == TrialsInARow)
            (_pause, _untilTrial, _trials) = (Math.Min(2 * _pause, Most), Math.Min(2 * _pause, Most), 0);
    }

    private void Note(double rate, int memory)
    {
        if (HasHelpers)
            _together.Add(Math.Min(rate, _alone.Runs > 0 ? Longest * _alone.Value : rate), memory);
        else
            _alone.Add(Math.Min(rate, _together.Runs > 0 ? Longest * _together.Value : rate), memory);
    }

    private struct Mean
    {
        public int Runs { get; private set; }

        public double Value { get; private set; }

        public void Add(double rate, int memory)
        {
            Runs = Math.Min(Runs + 1, Memory);
            Value += (rate - Value) / Math.Min(Runs, memory);
        }
    }
}

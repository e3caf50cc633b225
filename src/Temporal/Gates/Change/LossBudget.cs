namespace VideoDyn.Temporal.Gates.Change;

/// <summary>
/// Spends the allowed loss: looks when the expected wrong boxes since the last look have added up to a price, and moves the
/// price so that the loss stays at what was asked.
/// </summary>
/// <remarks>
/// With a fixed price per look the sum of all losses is least for a given number of looks (the condition of Lagrange), so
/// a busy second is looked at more often than a calm one although both count alike. What was expected is compared with what
/// each look finds, and corrected by the ratio of both.
/// </remarks>
/// <param name="target">Allowed share of wrong boxes at the start.</param>
internal sealed class LossBudget(double target)
{
    private const double FirstPrice = 0.04;
    private const double LargestPrice = 3;
    private const double LeastShare = 0.3;
    private const double MostShare = 2.5;
    private const double MemorySeconds = 30;
    private const double CorrectionPerSecond = 0.3;
    private const double EarnedGain = 0.1;
    private const double FirstGap = 0.4;

    /// <summary>Errors of predictions rather begin soon than grow evenly; so much of the last one's rate is assumed from the start.</summary>
    private const double Early = 0.4;

    private const double RealityForget = 0.95;
    private const double Caution = 1.5;
    private double _found = Caution;
    private double _expected = 1;
    private double _loss;
    private double _boxes;
    private double _earned;
    private double _price = FirstPrice;
    private double _sum;
    private double _published;
    private FrameRisk _last;
    private double _step;
    private bool _settled;

    /// <summary>Allowed share of wrong boxes.</summary>
    public double Target { get; set; } = target;

    /// <summary>Expected wrong box-seconds since the last look, at the frame added last; corrected by what looks have found.</summary>
    public double Expected { get; private set; }

    /// <summary>What that must reach for a look.</summary>
    public double Price => _price;

    /// <summary>Adds a frame.</summary>
    /// <param name="risk">What is expected to be wrong in it if it is not analyzed.</param>
    /// <param name="seconds">Time since the frame before.</param>
    /// <returns>Whether it is due to be analyzed.</returns>
    public bool Add(in FrameRisk risk, double seconds)
    {
        Keep();
        _last = risk;
        _step = seconds;
        Expected = (_sum + (risk.Total * seconds)) * (_found / _expected);
        return Expected >= _price;
    }

    /// <summary>Settles the time since the last look.</summary>
    /// <param name="errors">Wrong boxes that the look found.</param>
    /// <param name="boxes">Boxes before and after it.</param>
    /// <param name="seen">Boxes after it.</param>
    /// <param name="seconds">Time since the last look.</param>
    public void Settle(double errors, int boxes, int seen, double seconds)
    {
        LearnReality(errors);
        // The frame of the look itself costs nothing, so what it was feared to cost is not in the sums.
        double early = Early * _last.Published * Math.Max(0, seconds - _step);
        double decay = Math.Exp(-seconds / MemorySeconds);
        _loss = (_loss * decay) + ((_sum - _published + Math.Max(_published, early)) * _found / _expected);
        _boxes = (_boxes * decay) + (seconds * boxes);
        if (!_settled && seen > 0)
        {
            _settled = true;
            _earned = 2 * seen * FirstGap;
            _price = Target * _earned;
        }

        if (_settled)
            Reprice(boxes, seconds);
        _sum = _published = _step = 0;
        _last = default;
    }

    // The frame before was not analyzed: its risk was taken.
    private void Keep()
    {
        _sum += _last.Total * _step;
        _published += _last.Published * _step;
    }

    private void LearnReality(double errors)
    {
        _found = (_found * RealityForget) + errors;
        _expected = (_expected * RealityForget) + _last.Total;
        if (_expected >= 1)
            return;
        _found += Caution * (1 - _expected);
        _expected = 1;
    }

    private void Reprice(int boxes, double seconds)
    {
        if (boxes > 0)
            _earned += EarnedGain * ((seconds * boxes) - _earned);
        double share = _loss / Math.Max(0.5, _boxes);
        double error = Math.Clamp(Math.Log(Target / Math.Max(1e-6, share)), -1.5, 1.5);
        _price *= Math.Exp(Math.Min(0.3, seconds * CorrectionPerSecond) * error);
        // Within reach of what one interval earns, so that the price does not run away while it cannot change anything.
        double neutral = Target * _earned;
        _price = Math.Clamp(_price, Math.Min(LargestPrice, LeastShare * neutral), Math.Min(LargestPrice, MostShare * neutral));
    }
}

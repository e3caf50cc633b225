namespace VideoDyn.Temporal.Gates.Change;

/// <summary>
/// How often, and how soon, what is published without looking turns out wrong on this stream: learned at every analysis
/// from what the prediction got wrong, beginning with cautious guesses.
/// </summary>
internal sealed class LearnedRates
{
    /// <summary>Faint objects flicker and certain ones hardly do, so their rates are kept apart.</summary>
    private const float Certain = 0.6f;
    private const float Faint = 0.45f;

    /// <summary>Flicker comes and goes: after this many seconds more time makes it no more likely.</summary>
    private const double FlickerTime = 0.5;

    private const double Forget = 0.985;
    private const double BirthForget = 0.97;
    private const double FirstDrift = 0.8;
    private readonly double[] _lost = [1.2, 0.5, 0.15];
    private readonly double[] _lostTime = [1, 1, 1];
    private double _squares = FirstDrift * FirstDrift;
    private double _times = 1;
    private double _weight = 0.1;
    private double _spontaneous = 0.2;
    private double _spontaneousTime = 1;
    private double _births = 1;
    private double _news = 1;

    public DriftRate Drift => new(_squares / _times, _weight);

    /// <summary>Whether, and where, the content of boxes is found.</summary>
    public PlaceClues Clues { get; } = new();

    /// <summary>Probability that an object is gone, or too faint to be seen.</summary>
    public double LostAfter(float score, double active) => 1 - Math.Exp(-_lost[Class(score)] / _lostTime[Class(score)] * Math.Min(active, FlickerTime));

    /// <summary>Expected new objects where unexplained blocks changed.</summary>
    public double NewFrom(double news) => 1 - Math.Exp(-news * _births / _news);

    /// <summary>Expected new objects that no change tells of.</summary>
    public double NewWithout(double seconds) => Math.Min(FlickerTime, seconds) * _spontaneous / _spontaneousTime;

    public void LearnPlace(WatchedObject item, double offset)
    {
        double square = PlaceRisk.BeyondJitter(offset);
        if (item.WasLookedFor)
            Clues.Learn(item.Found, item.DriftSquared(Drift) * item.Active * item.Active, offset);
        double active = Math.Max(item.Active, 0.02);
        item.LearnDrift(square, active * active);
        _squares = (_squares * Forget) + square;
        _times = (_times * Forget) + (active * active);
        // Two analyses of its own tell as much about an object as those of all others.
        _weight += 0.03 * ((2 * active * active) - _weight);
    }

    public void LearnLost(WatchedObject item, bool isLost)
    {
        int place = Class(item.Score);
        _lost[place] = (_lost[place] * Forget) + (isLost ? 1 : 0);
        _lostTime[place] = (_lostTime[place] * Forget) + Math.Min(item.Active, FlickerTime);
    }

    /// <summary>Learns from the new objects of an analysis.</summary>
    /// <param name="births">How many, faint ones counted in part.</param>
    /// <param name="news">Unexplained change before the analysis.</param>
    /// <param name="seconds">Time since the last one.</param>
    public void LearnNew(double births, double news, double seconds)
    {
        double told = news * _births / _news, untold = NewWithout(seconds);
        double share = told + untold > 0 ? told / (told + untold) : 0;
        _births = Math.Max(0.02, (_births * BirthForget) + (births * share));
        _news = (_news * BirthForget) + Math.Min(3, news);
        if (_news < 1)
        {
            // Too little was seen lately: half an object for a change of an object's size is assumed.
            _births += 0.5 * (1 - _news);
            _news = 1;
        }

        _spontaneous = (_spontaneous * Forget) + (births * (1 - share));
        _spontaneousTime = (_spontaneousTime * Forget) + Math.Min(FlickerTime, seconds);
    }

    private static int Class(float score) => score < Faint ? 0 : score < Certain ? 1 : 2;
}

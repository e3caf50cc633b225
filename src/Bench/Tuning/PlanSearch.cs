using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Agreement;

namespace VideoDyn.Bench.Tuning;

/// <summary>
/// Chooses among rehearsed candidates on every other segment and checks the choice on the segments between, which the
/// choice has not seen.
/// </summary>
/// <remarks>
/// At most <see cref="Attempts"/> candidates are checked, cheapest first, each at a confidence that makes all of them
/// together as sure as was asked (Bonferroni). Cost is the share of multiply-accumulates, so that the same file gives the
/// same choice on every machine.
/// </remarks>
internal sealed class PlanSearch
{
    /// <summary>How many candidates may be checked on the held-back segments.</summary>
    public const int Attempts = 3;

    /// <summary>With fewer held-back segments a bootstrap over them cannot be trusted.</summary>
    public const int LeastHeldBack = 10;

    private readonly TuneOptions _options;
    private readonly AgreementOptions _agreement;
    private readonly double _target;

    public PlanSearch(TuneOptions options)
    {
        _options = options;
        double confidence = 1 - ((1 - options.Confidence) / Attempts);
        AgreementOptions asked = options.Videos[0].Agreement;
        _agreement = asked with { Bootstrap = asked.Bootstrap with { Confidence = confidence } };
        _target = 1 - options.MaxLoss;
    }

    /// <summary>Chooses.</summary>
    /// <param name="videos">The candidates as rehearsed on each video, in the same order.</param>
    /// <param name="denseMacs">Multiply-accumulates of dense over all videos.</param>
    /// <param name="seconds">Stream seconds of all videos.</param>
    public TuneVerdict Choose(IReadOnlyList<IReadOnlyList<Rehearsed>> videos, long denseMacs, double seconds)
    {
        Candidate[] all =
        [
            .. Enumerable.Range(0, videos[0].Count).Select(place => new Candidate(
                videos[0][place].Plan,
                [.. Half(videos, place, 0)],
                [.. Half(videos, place, 1)],
                denseMacs == 0 ? 0 : (double)videos.Sum(video => video[place].Macs) / denseMacs)),
        ];
        if (TooShort(all[0], seconds) is { } verdict)
            return verdict;

        Candidate[] hopeful =
        [
            .. all.Where(candidate => AgreementMeasure.Over(candidate.Search, _agreement).Value >= _target)
                .OrderBy(candidate => candidate.MacShare).ThenBy(candidate => candidate.Plan.Name, StringComparer.Ordinal),
        ];
        // Those that are sure already on the searched half have the best chance on the other.
        Candidate[] sure = [.. hopeful.Where(candidate => AgreementMeasure.LowerBound(candidate.Search, _agreement) >= _target)];
        Candidate[] attempts = [.. sure.Concat(hopeful.Except(sure)).Take(Attempts)];
        if (attempts.Length == 0)
        {
            return new TuneVerdict
            {
                Reason = FormattableString.Invariant(
                    $"none of {all.Length} settings keeps {_target:P1} agreement on the searched half; the best has {all.Max(candidate => AgreementMeasure.Over(candidate.Search, _agreement).Value):0.000}: stay with dense"),
            };
        }

        foreach (Candidate candidate in attempts)
        {
            if (AgreementMeasure.LowerBound(candidate.HeldBack, _agreement) is { } bound && bound >= _target)
                return Found(candidate, bound, all.Length);
        }

        return NotSure(attempts, seconds);
    }

    private static IEnumerable<MatchCounts> Half(IReadOnlyList<IReadOnlyList<Rehearsed>> videos, int place, int parity) =>
        videos.SelectMany(video => video[place].Segments).Where(segment => segment.Index % 2 == parity).Select(segment => segment.Moving.Banded);

    private TuneVerdict? TooShort(Candidate any, double seconds)
    {
        long boxes = any.HeldBack.Sum(segment => segment.Reference);
        if (boxes + any.Search.Sum(segment => segment.Reference) == 0)
            return new TuneVerdict { Reason = "dense saw no object of a moving class, so there is nothing to agree on: tune needs video with objects" };
        long searched = any.Search.Sum(segment => segment.Reference);
        long fewest = Math.Min(boxes, searched);
        int segments = any.HeldBack.Length;
        double factor = Math.Max(
            fewest == 0 ? 2 : (double)_agreement.MinimumReferenceBoxes / fewest, (double)LeastHeldBack / Math.Max(1, segments));
        if (factor <= 1)
            return null;
        var needed = TimeSpan.FromSeconds(Math.Ceiling(seconds * factor));
        return new TuneVerdict
        {
            Reason = FormattableString.Invariant(
                $"the video is too short for the claim: {segments} held-back segments with {boxes} objects, needed are {LeastHeldBack} and {_agreement.MinimumReferenceBoxes} in each half; that takes about {needed.TotalSeconds:0} s of such video, found {seconds:0} s"),
            NeededVideo = needed,
        };
    }

    private TuneVerdict Found(Candidate candidate, double bound, int searched)
    {
        var measure = AgreementMeasure.Over(candidate.HeldBack, _agreement);
        return new TuneVerdict
        {
            Plan = candidate.Plan,
            HeldBack = measure,
            AtLeast = bound,
            MacShare = candidate.MacShare,
            Reason = FormattableString.Invariant(
                $"{candidate.Plan.Name} is the cheapest of {searched} settings that keeps {_target:P1} agreement with {_options.Confidence:P0} confidence: {measure.Value:0.000} on {candidate.HeldBack.Length} held-back segments, at least {bound:0.000}"),
        };
    }

    // The bound comes nearer to the value with the square root of the number of segments.
    private TuneVerdict NotSure(Candidate[] attempts, double seconds)
    {
        double least = double.PositiveInfinity;
        Candidate nearest = attempts[0];
        foreach (Candidate candidate in attempts)
        {
            double value = AgreementMeasure.Over(candidate.HeldBack, _agreement).Value ?? 0;
            double bound = AgreementMeasure.LowerBound(candidate.HeldBack, _agreement) ?? 0;
            double factor = value > _target ? Math.Pow((value - bound) / (value - _target), 2) : double.PositiveInfinity;
            if (factor < least)
                (least, nearest) = (factor, candidate);
        }

        if (double.IsInfinity(least))
        {
            return new TuneVerdict
            {
                Reason = FormattableString.Invariant(
                    $"the settings that keep {_target:P1} on the searched half do not keep it on the held-back one: stay with dense, or search on more video"),
            };
        }

        var needed = TimeSpan.FromSeconds(Math.Ceiling(seconds * Math.Max(least, 1.1)));
        return new TuneVerdict
        {
            Reason = FormattableString.Invariant(
                $"the video is too short for the claim: {nearest.Plan.Name} has {AgreementMeasure.Over(nearest.HeldBack, _agreement).Value:0.000} on the held-back segments, but with {_options.Confidence:P0} confidence only {AgreementMeasure.LowerBound(nearest.HeldBack, _agreement):0.000}, asked was {_target:0.000}; that takes about {needed.TotalSeconds:0} s of such video, found {seconds:0} s"),
            NeededVideo = needed,
        };
    }

    private sealed record Candidate(Plan Plan, MatchCounts[] Search, MatchCounts[] HeldBack, double MacShare);
}

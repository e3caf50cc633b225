namespace VideoDyn.Evaluation.Agreement;

/// <summary>The same boxes counted under the three rules.</summary>
/// <param name="Banded">The agreement itself: with the score band, at the plain overlap.</param>
/// <param name="Plain">Without the band: both sides at or above the threshold.</param>
/// <param name="Strict">With the band, at the strict overlap.</param>
public readonly record struct AgreementCounts(MatchCounts Banded, MatchCounts Plain, MatchCounts Strict)
{
    /// <summary>Adds two counts.</summary>
    public static AgreementCounts operator +(AgreementCounts a, AgreementCounts b) =>
        new(a.Banded + b.Banded, a.Plain + b.Plain, a.Strict + b.Strict);

    /// <summary>Adds two counts.</summary>
    public static AgreementCounts Add(AgreementCounts left, AgreementCounts right) => left + right;
}

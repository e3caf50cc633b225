using VideoDyn.Evaluation.Agreement;

namespace VideoDyn.Bench.Tuning.Layers;

/// <summary>What a set of thresholds keeps and costs.</summary>
/// <param name="segments">Agreement with dense, segment by segment.</param>
/// <param name="macs">Multiply-accumulates executed.</param>
/// <param name="agreement">What counts as agreement.</param>
internal sealed class LayerScore(IReadOnlyList<AgreementSegment> segments, long macs, AgreementOptions agreement)
{
    /// <summary>On the segments that are searched.</summary>
    public AgreementMeasure Searched { get; } = Half(segments, 0, agreement);

    /// <summary>On the segments between, which the search does not look at.</summary>
    public AgreementMeasure HeldBack { get; } = Half(segments, 1, agreement);

    /// <summary>Multiply-accumulates executed, over all segments.</summary>
    public long Macs => macs;

    private static AgreementMeasure Half(IReadOnlyList<AgreementSegment> segments, int parity, AgreementOptions agreement) =>
        AgreementMeasure.Over(segments.Where(segment => segment.Index % 2 == parity).Select(segment => segment.Moving.Banded), agreement);
}

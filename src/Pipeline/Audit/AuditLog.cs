using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Pipeline.Audit;

/// <summary>Keeps the counts of the latest audits, so that memory stays bounded however long a camera runs.</summary>
/// <param name="leastBoxes">Least reference boxes of a statement.</param>
internal sealed class AuditLog(int leastBoxes)
{
    /// <summary>Audits kept: a working day at one every 30 s.</summary>
    public const int Length = 1000;

    // An audit is its own segment: neighbours are far apart in time.
    private readonly AgreementOptions _options = AgreementOptions.Default with
    {
        MinimumReferenceBoxes = leastBoxes,
        Bootstrap = new BootstrapOptions { Resamples = 400 },
    };

    private readonly List<(MatchCounts Counts, bool IsAnalyzed)> _latest = [];
    private int _oldest;

    /// <summary>Adds an audit.</summary>
    public void Add(MatchCounts counts, bool isAnalyzed)
    {
        if (_latest.Count < Length)
        {
            _latest.Add((counts, isAnalyzed));
            return;
        }

        _latest[_oldest] = (counts, isAnalyzed);
        _oldest = (_oldest + 1) % Length;
    }

    /// <summary>The agreement over what is kept.</summary>
    /// <param name="isAnalyzed">Only of frames that were analyzed, or not; null for all.</param>
    public AgreementMeasure Measure(bool? isAnalyzed) => AgreementMeasure.Over(
        _latest.Where(audit => isAnalyzed is null || audit.IsAnalyzed == isAnalyzed).Select(audit => audit.Counts), _options);
}

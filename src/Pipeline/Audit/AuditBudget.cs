using VideoDyn.Core.Measuring;

namespace VideoDyn.Pipeline.Audit;

/// <summary>Whether one more audit keeps all audits within their share of the work.</summary>
/// <param name="share">Most of the work, of all work with audits, 0..1.</param>
/// <param name="denseMacs">What an audit executes.</param>
/// <param name="isMeasured">Whether measured time decides (live), else multiply-accumulates (recordings).</param>
internal sealed class AuditBudget(double share, long denseMacs, bool isMeasured)
{
    private static readonly Stage[] s_stages = [.. Enum.GetValues<Stage>().Where(stage => stage != Stage.Audit)];

    /// <summary>Multiply-accumulates of audits.</summary>
    public long Macs { get; private set; }

    /// <summary>Audits that ran a network.</summary>
    public int Runs { get; private set; }

    /// <summary>Books an audit.</summary>
    public void Spend(long macs)
    {
        Macs += macs;
        Runs++;
    }

    /// <summary>Whether there is room for one more.</summary>
    /// <param name="macs">Executed for the stream without audits.</param>
    /// <param name="clock">Where the time of the stream goes, audits to their own stage.</param>
    public bool Allows(long macs, StageClock clock)
    {
        if (!isMeasured || Runs == 0)
            return Macs + denseMacs <= share * ((double)macs + Macs + denseMacs);
        TimeSpan spent = clock.Cpu(Stage.Audit) * ((Runs + 1.0) / Runs), work = TimeSpan.Zero;
        foreach (Stage stage in s_stages)
            work += clock.Cpu(stage);
        return spent <= share * (work + spent);
    }
}

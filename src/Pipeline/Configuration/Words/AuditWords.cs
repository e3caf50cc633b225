using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Configuration.Shapes;

namespace VideoDyn.Pipeline.Configuration.Words;

/// <summary>The keys of audits.</summary>
internal static class AuditWords
{
    private static readonly AuditOptions s_standard = new();

    public static readonly Key<bool> Enabled = new("enabled", new FlagShape(), "Whether some frames are also run dense, to measure the agreement.") { Default = true };
    public static readonly Key<TimeSpan> Every = new("every", new TimeShape(TimeSpan.FromSeconds(0.01), TimeSpan.FromDays(1)), "One frame is drawn from each stretch of stream time of this length.") { Default = s_standard.Every };
    public static readonly Key<double> Share = new("share", new NumberShape(0.0001, 1), "Most of the work that audits may take, of all work with them.") { Default = s_standard.Share };
    public static readonly Key<double> Target = new("target", new NumberShape(0.0001, 1), "Agreement below which a warning is given.");
    public static readonly Key<Section> Audit = new("audit", new SectionShape(Enabled, Every, Share, Target) { Shorthand = Enabled }, "Whether and how often frames are also run dense, to measure the agreement.");

    /// <summary>What was asked for; null for no audits.</summary>
    public static AuditOptions? Build(Layers audit) => (audit.Own ?? audit.Common) is null || !audit.Get(Enabled) ? null : new AuditOptions
    {
        Every = audit.Get(Every),
        Share = audit.Get(Share),
        Target = audit.Value(Target),
    };
}

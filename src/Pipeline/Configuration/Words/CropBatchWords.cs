using VideoDyn.Pipeline.Configuration.Shapes;
using VideoDyn.Pipeline.Scheduling.Batching;

namespace VideoDyn.Pipeline.Configuration.Words;

/// <summary>The keys of batches of several cameras' crops.</summary>
internal static class CropBatchWords
{
    private static readonly CropBatchOptions s_standard = new();

    public static readonly Key<bool> Enabled = new("enabled", new FlagShape(), "Whether small crops of several cameras go through a network together.") { Default = true };
    public static readonly Key<int> Most = new("most", new WholeShape(2, 8), "Most crops of one run.") { Default = s_standard.Most };
    public static readonly Key<TimeSpan> Wait = new("wait", new TimeShape(TimeSpan.Zero, TimeSpan.FromSeconds(1)), "How long a crop waits for those of other cameras.") { Default = s_standard.Wait };
    public static readonly Key<Section> CropBatches = new("crop_batches", new SectionShape(Enabled, Most, Wait) { Shorthand = Enabled }, "Whether and how small crops of several cameras go through a network together (region crops and auto).");

    /// <summary>What was asked for; null for each camera its own.</summary>
    public static CropBatchOptions? Build(Layers batches) => batches.Own is null || !batches.Get(Enabled) ? null : new CropBatchOptions
    {
        Most = batches.Get(Most),
        Wait = batches.Get(Wait),
    };
}

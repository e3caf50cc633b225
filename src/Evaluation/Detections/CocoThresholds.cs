namespace VideoDyn.Evaluation.Detections;

/// <summary>The constants of the COCO detection evaluation (Lin et al., 2014).</summary>
internal static class CocoThresholds
{
    public const int Count = 10;
    public const int Areas = 4;
    public const int MaximumDetections = 100;
    public const int RecallPoints = 101;

    /// <summary>Overlap thresholds 0.50, 0.55 .. 0.95, each the double nearest to its decimal.</summary>
    public static double Overlap(int index) => (10 + index) / 20.0;

    public static double LowestArea(AreaRange range) => range switch
    {
        AreaRange.Medium => 32 * 32,
        AreaRange.Large => 96 * 96,
        _ => 0,
    };

    public static double HighestArea(AreaRange range) => range switch
    {
        AreaRange.Small => 32 * 32,
        AreaRange.Medium => 96 * 96,
        _ => 1e10,
    };
}

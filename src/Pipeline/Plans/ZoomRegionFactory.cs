using VideoDyn.Pipeline.Regions;
using VideoDyn.Spatial.Warp;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Plans;

/// <summary>Reads <c>zoom:OPTION=VALUE,...</c> and makes its parts.</summary>
internal static class ZoomRegionFactory
{
    /// <summary>Reads the text after the colon; throws <see cref="FormatException"/> when it does not fit.</summary>
    public static RegionFactory Parse(string argument)
    {
        var given = new PlanArguments(argument, "most", "share", "spread", "every");
        var standard = new ZoomOptions();
        ZoomOptions options = standard with
        {
            Most = given.Number("most", standard.Most),
            Share = given.Number("share", standard.Share),
            Spread = given.Number("spread", standard.Spread),
            Every = CropRegionFactory.Seconds(given, "every", standard.Every),
        };
        options.Validate();
        return new RegionFactory(
            ZoomAnalyzer.Load,
            analyzer => new ZoomRegion(CropRegionFactory.Signals(new ChangeSignalOptions()), new ZoomPolicy(options, ((ZoomAnalyzer)analyzer).Input)));
    }
}

using VideoDyn.Pipeline.Regions;
using VideoDyn.Spatial.Crops;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Plans;

/// <summary>Reads <c>tiles:OPTION=VALUE,...</c> and makes its parts.</summary>
internal static class TileRegionFactory
{
    /// <summary>Reads the text after the colon; throws <see cref="FormatException"/> when it does not fit.</summary>
    public static RegionFactory Parse(string argument)
    {
        var given = new PlanArguments(argument, "overlap", "whole", "still", "share", "dead-zone", "stray", "move");
        var standard = new TileOptions();
        var signal = new ChangeSignalOptions();
        TileOptions options = standard with
        {
            Overlap = given.Number("overlap", standard.Overlap),
            Whole = CropRegionFactory.Switch(given, "whole", standard.Whole),
            Still = CropRegionFactory.OffAtZero(CropRegionFactory.Seconds(given, "still", TimeSpan.Zero)),
            Share = given.Number("share", standard.Share),
            Move = given.Number("move", standard.Move),
            Stray = CropRegionFactory.OffAtZero(CropRegionFactory.Seconds(given, "stray", TimeSpan.Zero)),
        };
        signal = signal with { DeadZone = given.Whole("dead-zone", signal.DeadZone) };
        options.Validate();
        signal.Validate();
        return new RegionFactory(
            (model, tensorizer) => TileAnalyzer.Load(model, options, tensorizer),
            analyzer => new CropRegion(CropRegionFactory.Signals(signal), new TilePolicy(options, ((TileAnalyzer)analyzer).Input)));
    }
}

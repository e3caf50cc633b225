using VideoDyn.Pipeline.Regions;
using VideoDyn.Spatial.Crops;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Plans;

/// <summary>Reads <c>motion-crops:OPTION=VALUE,...</c> and makes its parts.</summary>
internal static class MotionCropRegionFactory
{
    /// <summary>Reads the text after the colon; throws <see cref="FormatException"/> when it does not fit.</summary>
    public static RegionFactory Parse(string argument)
    {
        var given = new PlanArguments(argument, "max", "growth", "cells", "share", "dead-zone", "recheck", "refresh", "keep");
        var standard = new MotionCropOptions();
        var signal = new ChangeSignalOptions();
        MotionCropOptions options = standard with
        {
            Most = given.Whole("max", standard.Most),
            Growth = given.Number("growth", standard.Growth),
            Cells = given.Whole("cells", standard.Cells),
            Share = given.Number("share", standard.Share),
            Recheck = CropRegionFactory.Seconds(given, "recheck", standard.Recheck),
            Refresh = CropRegionFactory.Seconds(given, "refresh", standard.Refresh),
            Keep = CropRegionFactory.Seconds(given, "keep", standard.Keep),
        };
        signal = signal with { DeadZone = given.Whole("dead-zone", signal.DeadZone) };
        options.Validate();
        signal.Validate();
        return new RegionFactory(
            (model, tensorizer) => CropAnalyzer.LoadOneAtATime(model, options.Keep, tensorizer),
            analyzer => new CropRegion(CropRegionFactory.Signals(signal), new MotionCropPolicy(options, ((CropAnalyzer)analyzer).Input)));
    }
}

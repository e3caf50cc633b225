using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Cards;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Spatial.Crops;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Plans;

/// <summary>Reads <c>crops:OPTION=VALUE,...</c> and makes its parts.</summary>
internal static class CropRegionFactory
{
    // The change signal divides the longer side of a frame into this many parts: fine enough for small objects, and at
    // 1080p hardly dearer than the blocks of a model.
    private const int Parts = 64;
    private const int PartSide = 16;

    /// <summary>Reads the text after the colon; throws <see cref="FormatException"/> when it does not fit.</summary>
    public static RegionFactory Parse(string argument)
    {
        var given = new PlanArguments(
            argument, "max", "budget", "spare", "whole", "mosaic", "sizes", "margin", "detail", "refresh", "share", "dead-zone", "recheck", "prior", "scan", "half-life", "keep");
        var standard = new CropOptions();
        var signal = new ChangeSignalOptions();
        CropOptions options = standard with
        {
            Most = given.Whole("max", standard.Most),
            Budget = given.Number("budget", standard.Budget),
            Spare = given.Number("spare", standard.Spare),
            Whole = given.Number("whole", standard.Whole),
            Mosaic = Switch(given, "mosaic", standard.Mosaic),
            Sizes = Sizes(given.Text("sizes")),
            Margin = given.Number("margin", standard.Margin),
            Detail = given.Number("detail", standard.Detail),
            Refresh = Seconds(given, "refresh", standard.Refresh),
            Share = given.Number("share", standard.Share),
            Recheck = Seconds(given, "recheck", standard.Recheck),
            Prior = OffAtZero(Seconds(given, "prior", standard.Prior!.Value)),
            Scan = OffAtZero(Seconds(given, "scan", standard.Scan!.Value)),
            HalfLife = Seconds(given, "half-life", standard.HalfLife),
            Keep = Seconds(given, "keep", standard.Keep),
        };
        signal = signal with { DeadZone = given.Whole("dead-zone", signal.DeadZone) };
        options.Validate();
        signal.Validate();
        return new RegionFactory(
            (model, tensorizer) => CropAnalyzer.Load(model, options, tensorizer),
            analyzer =>
            {
                var crops = (CropAnalyzer)analyzer;
                var policy = new CropPolicy(options, crops.Sizes, crops.Input.Width, crops.Input.Height, crops.Info.Confidence);
                return new CropRegion(Signals(signal), policy);
            })
        {
            Share = (model, tensorizer, shared, isLive) => shared.Use(model, options, loaded => CropAnalyzer.Share(loaded, options, tensorizer, isLive)),
        };
    }

    /// <summary>What changes in the cells that crops are chosen by.</summary>
    public static StreamSignals Signals(ChangeSignalOptions options) =>
        new(new InputSpec { Width = Parts * PartSide, Height = Parts * PartSide, Resize = ResizeMode.LetterboxTopLeft }, PartSide, options);

    /// <summary>A time in seconds, or the default.</summary>
    public static TimeSpan Seconds(PlanArguments given, string name, TimeSpan standard)
    {
        double seconds = given.Number(name, standard.TotalSeconds);
        return Math.Abs(seconds) <= 1e9 ? TimeSpan.FromSeconds(seconds) : throw new FormatException($"{name} expects seconds, found '{given.Text(name)}'");
    }

    /// <summary>0 or 1, or the default.</summary>
    public static bool Switch(PlanArguments given, string name, bool standard) => given.Whole(name, standard ? 1 : 0) switch
    {
        0 => false,
        1 => true,
        int other => throw new FormatException($"{name} expects 0 or 1, found {other}"),
    };

    /// <summary>No time where it is zero.</summary>
    public static TimeSpan? OffAtZero(TimeSpan time) => time == TimeSpan.Zero ? null : time;

    private static IReadOnlyList<InputSize> Sizes(string text)
    {
        try
        {
            return text.Length == 0 ? [] : [.. text.Split('+').Select(size => InputSize.Parse(size.Contains('x', StringComparison.Ordinal) ? size : $"{size}x{size}"))];
        }
        catch (VideoDynException)
        {
            throw new FormatException($"sizes expects sides or WIDTHxHEIGHT joined by '+', e.g. 128+256x192, found '{text}'");
        }
    }
}

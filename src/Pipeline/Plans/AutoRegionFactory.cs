using VideoDyn.Pipeline.Regions;
using VideoDyn.Spatial.Crops;
using VideoDyn.Spatial.Crops.Costs;
using VideoDyn.Spatial.Policies;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Plans;

/// <summary>Reads <c>auto:OPTION=VALUE,...</c> and makes its parts.</summary>
internal static class AutoRegionFactory
{
    private const double LeastPrice = 0.01;
    private const double MostPrice = 10;

    /// <summary>Reads the text after the colon; throws <see cref="FormatException"/> when it does not fit.</summary>
    public static RegionFactory Parse(string argument)
    {
        var given = new PlanArguments(argument, "price", "max", "budget", "detail", "refresh", "keep", "costs");
        double price = given.Number("price", 0.3);
        if (price is < LeastPrice or > MostPrice)
            throw new FormatException(FormattableString.Invariant($"price is {price}, expected {LeastPrice} to {MostPrice}"));
        AnalysisCosts? costs = given.Text("costs") is { Length: > 0 } path ? CostTableFile.Read(path) : null;
        var standard = new CropOptions();
        TimeSpan refresh = CropRegionFactory.Seconds(given, "refresh", standard.Refresh);
        CropOptions crops = standard with
        {
            Most = given.Whole("max", standard.Most),
            Budget = given.Number("budget", standard.Budget),
            Detail = given.Number("detail", standard.Detail),
            Keep = CropRegionFactory.Seconds(given, "keep", standard.Keep),
            Refresh = refresh,
            // The choice is made here.
            Whole = 0,
        };
        crops.Validate();
        crops = crops with { Refresh = TimeSpan.FromDays(1) };
        return new RegionFactory((model, tensorizer) => AutoAnalyzer.Load(model, crops, tensorizer), analyzer => Make((AutoAnalyzer)analyzer, crops, price, refresh, costs, given.Text("costs")))
        {
            Share = (model, tensorizer, shared, isLive) => shared.Use(model, crops, loaded => AutoAnalyzer.Share(loaded, model, crops, tensorizer, isLive)),
        };
    }

    private static AutoRegion Make(AutoAnalyzer analyzer, CropOptions crops, double price, TimeSpan refresh, AnalysisCosts? costs, string source)
    {
        var signal = new ChangeSignalOptions();
        BlockRegion? blocks = analyzer.Blocks is { } engine
            ? new BlockRegion(engine, new StreamSignals(engine.Input, engine.BlockSize, signal), new ChangePolicy(new ChangePolicyOptions()))
            : null;
        var policy = new CropPolicy(crops, analyzer.Sizes, analyzer.Input.Width, analyzer.Input.Height, analyzer.Info.Confidence);
        var region = new CropRegion(CropRegionFactory.Signals(signal), policy, "crop-reference");
        var auto = new AutoRegion(analyzer, blocks, region, policy, new AutoChooser(price), refresh);
        if (costs is not null)
            auto.GoBy(costs.Require(source, analyzer.Info.ModelSha256, analyzer.Sizes), "table");
        return auto;
    }
}

using VideoDyn.Pipeline.Regions;
using VideoDyn.Spatial.Analysis;
using VideoDyn.Spatial.Crops;
using VideoDyn.Spatial.Policies;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Plans;

/// <summary>Reads <c>tiles:OPTION=VALUE,...</c> and makes its parts.</summary>
internal static class TileRegionFactory
{
    private static readonly string[] s_ofTiles = ["still", "stray", "move"];
    // At full resolution an object covers more blocks than in the whole view, and less of each of them changes at a time.
    private static readonly ChangePolicyOptions s_changes = new() { Share = 0.005, Settling = new SettlingOptions { Neighbours = TimeSpan.FromSeconds(0.1) } };
    private static readonly string[] s_ofBlocks = ["large", "refresh", "settle", "block", "rule", "break-even"];

    /// <summary>Reads the text after the colon; throws <see cref="FormatException"/> when it does not fit.</summary>
    public static RegionFactory Parse(string argument)
    {
        var given = new PlanArguments(argument, ["overlap", "whole", "blocks", "share", "dead-zone", .. s_ofTiles, .. s_ofBlocks]);
        bool blocks = given.Switch("blocks", false);
        if ((blocks ? s_ofTiles : s_ofBlocks).FirstOrDefault(option => given.Text(option).Length > 0) is { } other)
            throw new FormatException($"{other} belongs to blocks={(blocks ? "off" : "on")}");
        var standard = new TileOptions();
        TileOptions options = standard with
        {
            Overlap = given.Number("overlap", standard.Overlap),
            Whole = CropRegionFactory.Switch(given, "whole", standard.Whole),
            Still = CropRegionFactory.OffAtZero(CropRegionFactory.Seconds(given, "still", TimeSpan.Zero)),
            Share = given.Number("share", standard.Share),
            Move = given.Number("move", standard.Move),
            Large = given.Number("large", standard.Large),
            Stray = CropRegionFactory.OffAtZero(CropRegionFactory.Seconds(given, "stray", TimeSpan.Zero)),
        };
        var signal = new ChangeSignalOptions();
        signal = signal with { DeadZone = given.Whole("dead-zone", signal.DeadZone) };
        options.Validate();
        signal.Validate();
        return blocks ? InBlocks(given, options, signal) : new RegionFactory(
            (model, tensorizer) => TileAnalyzer.Load(model, options, tensorizer),
            analyzer => new CropRegion(CropRegionFactory.Signals(signal), new TilePolicy(options, ((TileAnalyzer)analyzer).Input)));
    }

    private static RegionFactory InBlocks(PlanArguments given, TileOptions options, ChangeSignalOptions signal)
    {
        BlockAnalyzerOptions blocks = BlockRegionFactory.Blocks(given);
        ChangePolicyOptions policy = BlockRegionFactory.Changes(given, blocks.MaskRule, s_changes);
        signal = BlockRegionFactory.Fit(signal);
        return new RegionFactory(
            (model, tensorizer) => TileBlockAnalyzer.Load(model, options, blocks, tensorizer),
            analyzer => new TileBlockRegion(
                (TileBlockAnalyzer)analyzer, options.Large, tile => new BlockRegion(tile, new StreamSignals(tile.Input, tile.BlockSize, signal), new ChangePolicy(policy))));
    }
}

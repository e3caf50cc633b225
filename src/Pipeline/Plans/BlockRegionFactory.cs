using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Spatial.Analysis;
using VideoDyn.Spatial.Policies;
using VideoDyn.Spatial.Policies.Masks;
using VideoDyn.Spatial.Policies.Online;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Plans;

/// <summary>Reads <c>blocks:POLICY,OPTION=VALUE,…</c>.</summary>
internal static class BlockRegionFactory
{
    private const string Policies = "change, online, all, none, random, recorded";

    // No mask has a greater share of active blocks.
    private const double Never = 2;

    public static RegionFactory Parse(string argument)
    {
        int comma = argument.IndexOf(',', StringComparison.Ordinal);
        string name = argument.Length == 0 ? "change" : comma < 0 ? argument : argument[..comma];
        string rest = comma < 0 ? "" : argument[(comma + 1)..];
        return name switch
        {
            "change" => Change(rest),
            "all" => Simple(rest, blocks => new AllPolicy(blocks.MaskRule == MaskRule.Changes)),
            "none" => Simple(rest, _ => new NonePolicy()),
            "online" => Online(rest),
            "random" => Random(rest),
            "recorded" => Recorded(rest),
            _ => throw new FormatException($"block policy '{name}' is unknown; known ones: {Policies}"),
        };
    }

    private static RegionFactory Change(string text)
    {
        var given = new PlanArguments(text, "share", "dead-zone", "max-age", "refresh", "settle", "box-settle", "mute", "mask", "block", "break-even", "rule", "threshold", "thresholds", "halve", "halve-stride", "shift");
        var signal = new ChangeSignalOptions();
        BlockAnalyzerOptions blocks = Blocks(given);
        ChangePolicyOptions policy = Changes(given, blocks.MaskRule, new ChangePolicyOptions());
        signal = Fit(signal with { DeadZone = given.Whole("dead-zone", signal.DeadZone) });
        signal.Validate();
        bool follows = given.Switch("shift", false);
        if (follows && blocks.MaskRule != MaskRule.Blocks)
            throw new FormatException("shift=on belongs to rule=blocks");
        return Factory(blocks, signal, analyzer => new ChangePolicy(Fit(policy, analyzer)), follows);
    }

    /// <summary>When blocks are computed because something changed, by the options that were given.</summary>
    /// <param name="given">The options.</param>
    /// <param name="rule">How masks travel.</param>
    /// <param name="standard">What holds where nothing was given.</param>
    public static ChangePolicyOptions Changes(PlanArguments given, MaskRule rule, ChangePolicyOptions standard)
    {
        // Where the network sees whatever depends on a change, nothing is left in doubt near one.
        SettlingOptions settling = rule is MaskRule.Dilated or MaskRule.Changes ? new SettlingOptions { Neighbours = null, Boxes = null } : standard.Settling;
        ChangePolicyOptions policy = standard with
        {
            Share = given.Number("share", standard.Share),
            MaxAge = Seconds(given, "max-age", standard.MaxAge),
            RefreshInterval = Seconds(given, "refresh", standard.RefreshInterval),
            Muting = Seconds(given, "mute", standard.Muting!.After) is { } after ? standard.Muting with { After = after } : null,
            Mask = MaskText.Parse(given.Text("mask")),
            Settling = new SettlingOptions
            {
                Neighbours = Seconds(given, "settle", settling.Neighbours),
                Boxes = Seconds(given, "box-settle", settling.Boxes),
            },
        };
        policy.Validate();
        return policy;
    }

    /// <summary>Who asks for no dead-zone wants to see the noise, too.</summary>
    public static ChangeSignalOptions Fit(ChangeSignalOptions signal) => signal.DeadZone == 0 ? signal with { NoiseFactor = 0 } : signal;

    /// <summary>How the engine runs, by the options that were given.</summary>
    public static BlockAnalyzerOptions Blocks(PlanArguments given)
    {
        var standard = new BlockAnalyzerOptions();
        MaskRule rule = given.Text("rule") switch
        {
            "" => standard.MaskRule,
            "blocks" => MaskRule.Blocks,
            "dilated" => MaskRule.Dilated,
            "changes" => MaskRule.Changes,
            string other => throw new FormatException($"rule expects blocks, dilated or changes, found '{other}'"),
        };
        BlockAnalyzerOptions blocks = standard with
        {
            BlockSize = given.Whole("block", standard.BlockSize),
            // Where layers look for themselves what moved, a mask with every block is no reason to compute everything.
            BreakEven = given.Number("break-even", rule == MaskRule.Changes ? Never : standard.BreakEven),
            MaskRule = rule,
            ChangeThreshold = given.Number("threshold", standard.ChangeThreshold),
            Halve = given.Number("halve", standard.Halve),
            HalveStride = given.Whole("halve-stride", standard.HalveStride),
        };
        if (given.Text("thresholds") is { Length: > 0 } path)
            blocks = blocks with { Thresholds = LayerThresholds.Read(path) };
        if ((given.Text("threshold").Length > 0 || blocks.Thresholds is not null) && blocks.MaskRule != MaskRule.Changes)
            throw new FormatException($"{(blocks.Thresholds is null ? "threshold belongs" : "thresholds belong")} to rule=changes");
        if (given.Text("threshold").Length > 0 && blocks.Thresholds is not null)
            throw new FormatException("give threshold or thresholds: one for all layers, or a file with one for each");
        blocks.Validate();
        return blocks;
    }

    private static RegionFactory Random(string text)
    {
        var given = new PlanArguments(text, "share", "seed", "block", "break-even", "rule", "threshold", "thresholds", "halve", "halve-stride");
        var standard = new RandomPolicyOptions();
        RandomPolicyOptions policy = standard with { Share = given.Number("share", standard.Share), Seed = given.Whole("seed", standard.Seed) };
        policy.Validate();
        return Factory(Blocks(given), new ChangeSignalOptions(), _ => new RandomPolicy(policy));
    }

    private static RegionFactory Online(string text)
    {
        var given = new PlanArguments(text, "target", "seed", "rate", "cost", "max-age", "refresh", "block", "break-even", "rule", "threshold", "thresholds", "halve", "halve-stride");
        var standard = new OnlinePolicyOptions();
        OnlinePolicyOptions policy = standard with
        {
            Target = given.Number("target", standard.Target),
            Seed = given.Whole("seed", standard.Seed),
            Rate = given.Number("rate", standard.Rate),
            CostWeight = given.Number("cost", standard.CostWeight),
            MaxAge = Seconds(given, "max-age", standard.MaxAge),
            RefreshInterval = Seconds(given, "refresh", standard.RefreshInterval),
        };
        policy.Validate();
        return Factory(Blocks(given), new ChangeSignalOptions(), analyzer => analyzer.Info.Task == AnalysisTask.Detect
            ? new OnlinePolicy(policy)
            : throw VideoDynException.Configuration($"block policy 'online' learns from boxes, and model '{analyzer.Info.Model}' makes none: use blocks:change"));
    }

    private static RegionFactory Recorded(string text)
    {
        const string prefix = "file=";
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
            throw new FormatException($"recorded expects file=PATH, found '{text}'");
        string path = text[prefix.Length..];
        return Factory(new BlockAnalyzerOptions(), new ChangeSignalOptions(), _ => new RecordedPolicy(MaskRecording.Read(path)));
    }

    // Muting trusts that boxes show where something happens. A segmenter has none, and its busiest blocks may be a road.
    private static ChangePolicyOptions Fit(ChangePolicyOptions policy, IAnalyzer analyzer) =>
        analyzer.Info.Task == AnalysisTask.Detect ? policy : policy with { Muting = null };

    private static RegionFactory Simple(string text, Func<BlockAnalyzerOptions, IBlockPolicy> create)
    {
        var given = new PlanArguments(text, "block", "break-even", "rule", "threshold", "thresholds", "halve", "halve-stride");
        BlockAnalyzerOptions blocks = Blocks(given);
        return Factory(blocks, new ChangeSignalOptions(), _ => create(blocks));
    }

    private static RegionFactory Factory(BlockAnalyzerOptions blocks, ChangeSignalOptions signal, Func<IAnalyzer, IBlockPolicy> policy, bool follows = false) => new(
        (options, tensorizer) => BlockAnalyzer.Load(options, blocks, tensorizer),
        analyzer => new BlockRegion((BlockAnalyzer)analyzer, new StreamSignals(((BlockAnalyzer)analyzer).Input, blocks.BlockSize, Following((BlockAnalyzer)analyzer, signal, follows)), policy(analyzer)));

    private static ChangeSignalOptions Following(BlockAnalyzer analyzer, ChangeSignalOptions signal, bool follows) => !follows
        ? signal
        : analyzer.MoveBlocks > 0
            ? signal with { FollowStep = analyzer.MoveBlocks }
            : throw VideoDynException.Configuration(
                $"model '{analyzer.Info.Model}': shift=on moves the maps of every layer by whole blocks, which this model does not allow: " +
                "a layer looks at the whole picture, the input's sides are no multiple of its coarsest step, or a part behind the engine reads the picture too");

    // 0 switches a limit off.
    private static TimeSpan? Seconds(PlanArguments given, string name, TimeSpan? standard)
    {
        double seconds = given.Number(name, standard?.TotalSeconds ?? 0);
        return seconds == 0 ? null : TimeSpan.FromSeconds(seconds);
    }
}

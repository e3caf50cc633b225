using System.Text.Json;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Output.Explaining;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Summary;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Output.Explaining;

/// <summary>decisions.jsonl over the sample clip (225 frames).</summary>
public sealed class DecisionFileTests : LeaseGuard
{
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData("all", "dense")]
    [InlineData("every-n:3", "dense")]
    [InlineData("motion", "dense")]
    [InlineData("change", "blocks:change")]
    [InlineData("any(change+every-n:10)", "crops")]
    public async Task Lines_MatchTheLedgerExactly(string gate, string region)
    {
        InputSummary summary = await RunAsync(SamplePaths.Options with { Gate = gate, Region = region }, new OutputChoices { Explain = true });

        JsonElement[] lines = Lines(_folder["out"]);
        LedgerSnapshot ledger = summary.Ledger!;
        Assert.Equal(Enumerable.Range(0, 225), lines.Select(line => line.GetProperty("frame").GetInt32()));
        Assert.Equal(ledger.Analyzed, lines.Count(line => Text(line, "outcome") == "analyzed"));
        Assert.Equal(ledger.Reused, lines.Count(line => Text(line, "outcome") == "reused"));
        Assert.Equal(
            ledger.Skipped.OrderBy(entry => entry.Key, StringComparer.Ordinal),
            lines.Where(line => Text(line, "outcome") == "skipped").CountBy(line => Text(line, "reason"))
                .Select(entry => KeyValuePair.Create(entry.Key, (long)entry.Value)).OrderBy(entry => entry.Key, StringComparer.Ordinal));
        Assert.Equal(
            summary.Decisions.SelectMany(outcome => outcome.Value.Select(reason => ($"{outcome.Key} {reason.Key}", reason.Value))).Order(),
            lines.CountBy(line => $"{Text(line, "outcome")} {Text(line, "reason")}").Select(entry => (entry.Key, (long)entry.Value)).Order());
        Assert.Equal(summary.Work!.ExecutedShare * ledger.Analyzed, lines.Where(IsAnalyzed).Sum(Share), 3);
        Assert.All(lines, line => Assert.Equal(IsAnalyzed(line), line.GetProperty("region").ValueKind == JsonValueKind.Object));
        Assert.Contains("decisions.jsonl", summary.Files);
    }

    [Fact]
    public async Task Lines_OnActorsAndInOneThread_AreTheSame()
    {
        AnalysisOptions options = SamplePaths.Options with { Gate = "change", Region = "blocks:change" };
        await RunAsync(options, new OutputChoices { Explain = true });
        using (AnalysisSession session = AnalysisSession.Open(options))
        {
            using var file = new DecisionFile(_folder["alone.jsonl"]);
            Assert.True(session.CreateRun(file).Run(CancellationToken.None));
        }

        string[] lines = File.ReadAllLines(Path.Combine(_folder["out"], "decisions.jsonl"));
        Assert.Equal(lines, File.ReadAllLines(_folder["alone.jsonl"]));
        Assert.Equal(225, lines.Length);
        JsonElement carried = lines.Select(line => JsonDocument.Parse(line).RootElement).First(line => Text(line, "reason") == "predicted");
        Assert.True(carried.GetProperty("numbers").GetProperty("expected").GetDouble() < carried.GetProperty("numbers").GetProperty("price").GetDouble());
    }

    [Fact]
    public void Lines_OfRegionAuto_TellEveryChoiceWithItsNumbers()
    {
        var log = new ChoiceLog();
        using (AnalysisSession session = AnalysisSession.Open(SamplePaths.Options with { Region = "auto", Duration = TimeSpan.FromSeconds(3) }))
        {
            using var file = new DecisionFile(_folder["auto.jsonl"]);
            session.CreateRun(log, file).Run(CancellationToken.None);
        }

        JsonElement[] choices = [.. File.ReadAllLines(_folder["auto.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("region").GetProperty("choice"))];
        Assert.Equal(log.Choices.Count, choices.Length);
        Assert.True(log.Choices.Select(choice => choice.Region).Distinct().Count() > 1);
        foreach ((RegionChoice expected, JsonElement told) in log.Choices.Zip(choices))
        {
            Assert.Equal(
                ["region", "reason", "whole_cost", "crop_cost", "whole_benefit", "crop_benefit", "costs"],
                told.EnumerateObject().Select(property => property.Name));
            Assert.Equal((expected.Region, expected.Reason, "macs"), (Text(told, "region"), Text(told, "reason"), Text(told, "costs")));
            Assert.Equal(expected.WholeCost, told.GetProperty("whole_cost").GetDouble(), 3);
            Assert.Equal(expected.CropCost, told.GetProperty("crop_cost").GetDouble(), 3);
            Assert.Equal(expected.WholeBenefit, told.GetProperty("whole_benefit").GetDouble(), 3);
            Assert.Equal(expected.CropBenefit, told.GetProperty("crop_benefit").GetDouble(), 3);
        }
    }

    [Fact]
    public async Task Lines_OfTilesInBlocks_TellHowManyOfThem()
    {
        InputSummary summary = await RunAsync(SamplePaths.Options with { Region = "tiles:blocks=on", Duration = TimeSpan.FromSeconds(1) }, new OutputChoices { Explain = true });
        JsonElement[] regions = [.. Lines(_folder["out"]).Select(line => line.GetProperty("region"))];
        Assert.All(regions, region => Assert.Equal("tiles", Text(region, "kind")));
        int all = regions[0].GetProperty("of").GetInt32();
        Assert.True(regions[0].GetProperty("full").GetBoolean());
        Assert.Equal((all, 0), (regions[0].GetProperty("tiles").GetInt32(), regions[0].GetProperty("blocks").GetInt32()));
        Assert.All(regions, region => Assert.InRange(region.GetProperty("tiles").GetInt32(), 0, all));
        Assert.Equal(regions.Sum(region => region.GetProperty("tiles").GetInt32()), summary.Crops!.PerFrame * regions.Length, 1);
    }

    [Fact]
    public async Task Lines_OfRegionsWithoutAChoice_TellNone()
    {
        await RunAsync(SamplePaths.Options with { Region = "crops", Duration = TimeSpan.FromSeconds(1) }, new OutputChoices { Explain = true });
        Assert.All(Lines(_folder["out"]), line => Assert.False(line.GetProperty("region").TryGetProperty("choice", out _)));
    }

    [Fact]
    public async Task Explaining_ChangesNothingAboutEvents_AndDrawsIntoTheVideo()
    {
        AnalysisOptions options = SamplePaths.Options with { Gate = "every-n:5", Duration = TimeSpan.FromSeconds(2) };
        await RunAsync(options, new OutputChoices { Annotate = true }, "plain");
        await RunAsync(options, new OutputChoices { Annotate = true, Explain = true }, "explained");

        Assert.Equal(File.ReadAllText(Path.Combine(_folder["plain"], "events.jsonl")), File.ReadAllText(Path.Combine(_folder["explained"], "events.jsonl")));
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(_folder["plain"], "annotated.mp4")), File.ReadAllBytes(Path.Combine(_folder["explained"], "annotated.mp4")));
    }

    [Fact]
    public void File_HasItsNameOnlyWhenItIsFinished()
    {
        File.WriteAllText(_folder["x.jsonl"], "of an earlier run");
        using (var file = new FinishedFile(_folder["x.jsonl"]))
        {
            file.Write("one\n"u8);
            Assert.Equal("of an earlier run", File.ReadAllText(_folder["x.jsonl"]));
        }

        Assert.Equal("one\n", File.ReadAllText(_folder["x.jsonl"]));
        Assert.False(File.Exists(_folder["x.jsonl.part"]));
    }

    [Fact]
    public void File_ThatCannotBeCreated_IsNamed()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => new DecisionFile(Path.Combine(_folder["missing"], "decisions.jsonl")));

        Assert.Equal(ErrorKind.Output, error.Kind);
        Assert.Contains("decisions.jsonl: cannot be created", error.Message, StringComparison.Ordinal);
    }

    private sealed class ChoiceLog : IFrameObserver
    {
        public List<RegionChoice> Choices { get; } = [];

        public Stage Stage => Stage.Rest;

        public void OnFrame(FrameView view) => Choices.Add(view.Observations.Choice);
    }

    private async Task<InputSummary> RunAsync(AnalysisOptions options, OutputChoices outputs, string name = "out")
    {
        await using var host = new CameraHost(new CameraHostOptions { Workers = 1 });
        JobResult result = await new RunJob(options, _folder[name], outputs).RunAsync(host, "one", _ => null, CancellationToken.None);
        Assert.Null(result.Error);
        return result.Summary;
    }

    private static JsonElement[] Lines(string folder) =>
        [.. File.ReadAllLines(Path.Combine(folder, "decisions.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private static bool IsAnalyzed(JsonElement line) => Text(line, "outcome") == "analyzed";

    private static double Share(JsonElement line) => line.GetProperty("region").GetProperty("executed_share").GetDouble();
}

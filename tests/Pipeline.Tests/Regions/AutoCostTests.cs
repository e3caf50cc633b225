using System.Text.Json;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Running;
using VideoDyn.Spatial.Crops.Costs;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

/// <summary>What <c>--region auto</c> goes by: multiply-accumulates, a table, or what was measured on a live camera.</summary>
public class AutoCostTests : LeaseGuard
{
    private const string Dynamic = "models/yolox_nano_dynamic.onnx";
    private const string Fixed = "models/yolox_nano.onnx";
    private const string Clip = "videos/street-vehicles.mp4";

    [SharedDataTheory(Dynamic, Fixed, Clip)]
    [InlineData(Dynamic, "192x192", true)]
    [InlineData(Fixed, null, true)]
    public void LiveCamera_OnItsFirstPicture_MeasuresWhatEverythingCosts(string model, string? size, bool hasBlocks)
    {
        using var state = new TemporaryFolder();
        (AnalysisCosts costs, AnalyzerInfo info, string basis) = Live(model, size, state["state"]);
        Assert.Equal((info.ModelSha256, "measured"), (costs.ModelSha256, basis));
        Assert.Single(costs.Entries, entry => entry.Executor == "dense");
        Assert.Equal(hasBlocks ? 2 : 0, costs.Entries.Count(entry => entry.Executor == "blocks"));
        Assert.True(costs.Entries.Count(entry => entry.Executor == "crops") >= 3);
        Assert.All(costs.Entries, entry => Assert.True(entry.Milliseconds > 0));
        AnalysisCost[] blocks = [.. costs.Entries.Where(entry => entry.Executor == "blocks")];
        Assert.True(blocks[0].Share < blocks[1].Share && blocks[0].Milliseconds < blocks[1].Milliseconds);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void LiveCamera_OnASecondRun_GoesByWhatTheFirstMeasured()
    {
        using var state = new TemporaryFolder();
        AnalysisCosts first = Live(Dynamic, "192x192", state["state"]).Costs;
        (AnalysisCosts second, _, string basis) = Live(Dynamic, "192x192", state["state"]);
        Assert.Equal("cached", basis);
        Assert.Equal(first.Entries, second.Entries);
        // At another size the model is another one to a stopwatch.
        Assert.Equal("measured", Live(Dynamic, "224x224", state["state"]).Basis);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(state["state"], "cost-tables")).Length);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Recording_WithoutATable_GoesByMultiplyAccumulates() =>
        Assert.All(Run("auto").Choices, choice => Assert.Equal("macs", choice.Costs));

    [SharedDataFact(Dynamic, Clip)]
    public void Recording_WithATable_GoesByItAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        // Where crops cost next to nothing, every frame that need not be whole is seen in crops; where they are dear, none is.
        Write(folder["cheap.json"], cropMilliseconds: 0.001, inSummary: false);
        Write(folder["dear.json"], cropMilliseconds: 1e6, inSummary: true);
        (List<RegionChoice> cheap, AnalysisCosts? costs) = Run($"auto:costs={folder["cheap.json"]}");
        (List<RegionChoice> dear, _) = Run($"auto:costs={folder["dear.json"]}");
        Assert.Equal(0.001, costs!.Entries.First(entry => entry.Executor == "crops").Milliseconds);
        Assert.All(cheap.Concat(dear), choice => Assert.Equal("table", choice.Costs));
        Assert.All(cheap, choice => Assert.Equal(choice.Reason is "cut" or "refresh" ? "dense" : "crops", choice.Region));
        Assert.Contains(cheap, choice => choice.Region == "crops");
        Assert.All(dear, choice => Assert.True(choice.Region != "crops" || choice.Reason == "nothing"));
        Assert.Equal(cheap, Run($"auto:costs={folder["cheap.json"]}").Choices);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Table_OfAnotherModelOrWithoutASizeOrWithoutTimes_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Write(folder["model.json"], 1, false, sha256: new string('0', 64));
        Refused("model.json", "is of the model 000000000000");
        Write(folder["size.json"], 1, false, sizes: [128]);
        Refused("size.json", "has no entry for crops of 192x192");
        Write(folder["time.json"], -1, false);
        Refused("time.json", "takes -1 ms, expected a time above 0");
        File.WriteAllText(folder["text.json"], "no table");
        Refused("text.json", "cannot be read");
        File.WriteAllText(folder["empty.json"], "{}");
        Refused("empty.json", "cannot be read");
        File.WriteAllText(folder["summary.json"], "{\"inputs\": [{\"costs\": null}]}");
        Refused("summary.json", "holds no cost table");
        Refused("none.json", "cannot be read");

        void Refused(string file, string expected)
        {
            VideoDynException error = Assert.Throws<VideoDynException>(() => Run($"auto:costs={folder[file]}"));
            Assert.Equal(ErrorKind.Configuration, error.Kind);
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WholeView_OfATable_IsALineThroughWhatWasMeasured()
    {
        var costs = new AnalysisCosts
        {
            ModelSha256 = "",
            Threads = 1,
            InstructionSet = "avx512",
            Entries = [new("dense", 416, 416, 1, 20), new("blocks", 416, 416, 1, 22), new("blocks", 416, 416, 0.1, 4)],
        };
        (double least, double slope) = costs.WholeView();
        Assert.Equal(0.1, least, 6);
        Assert.Equal(1, slope, 6);
        Assert.Equal((1, 0), (costs with { Entries = [costs.Entries[0]] }).WholeView());
    }

    private static (AnalysisCosts Costs, AnalyzerInfo Info, string Basis) Live(string model, string? size, string state)
    {
        var log = new ChoiceLog();
        using AnalysisSession session = AnalysisSession.Open(Options(model, size, "auto") with { Live = new LiveOptions(), State = state });
        using IFrameSource source = ((LiveLink)session.Source).Connect(default);
        FrameFlow flow = session.CreateFlow([log], new StageClock());
        Assert.Null(session.Costs);
        for (int index = 0; index < 2; index++)
        {
            Assert.Equal(FrameReadStatus.Frame, source.Read(out FrameLease? frame, default));
            using (frame)
            {
                Assert.True(flow.Decide(frame!));
                flow.Analyze(frame!);
                flow.Track(frame!);
                flow.Publish(frame!);
            }
        }

        Assert.Single(log.Choices.Select(choice => choice.Costs).Distinct());
        return (session.Costs!, session.Analyzer.Info, log.Choices[0].Costs);
    }

    private static AnalysisOptions Options(string model, string? size, string region) => new()
    {
        Input = SharedData.PathOf(Clip),
        Model = SharedData.PathOf(model),
        InputSize = size,
        Region = region,
    };

    private static void Write(string path, double cropMilliseconds, bool inSummary, string? sha256 = null, int[]? sizes = null)
    {
        using AnalysisSession session = AnalysisSession.Open(Options(Dynamic, "416x416", "dense"));
        object[] entries =
        [
            new { executor = "dense", width = 416, height = 416, share = 1.0, milliseconds = 20.0 },
            .. (sizes ?? [128, 192, 256, 320, 416]).Select(side => new { executor = "crops", width = side, height = side, share = 1.0, milliseconds = cropMilliseconds }),
        ];
        object table = new { model_sha256 = sha256 ?? session.Analyzer.Info.ModelSha256, threads = 1, instruction_set = "avx512", entries };
        File.WriteAllText(path, JsonSerializer.Serialize(inSummary ? new { inputs = new[] { new { costs = table } } } : table));
    }

    private static (List<RegionChoice> Choices, AnalysisCosts? Costs) Run(string region)
    {
        var log = new ChoiceLog();
        using AnalysisSession session = AnalysisSession.Open(Options(Dynamic, "416x416", region) with { Duration = TimeSpan.FromSeconds(0.6) });
        session.CreateRun(log).Run(default);
        return (log.Choices, session.Costs);
    }

    private sealed class ChoiceLog : IFrameObserver
    {
        public List<RegionChoice> Choices { get; } = [];

        public Stage Stage => Stage.Rest;

        public void OnFrame(FrameView view) => Choices.Add(view.Observations.Choice);
    }
}

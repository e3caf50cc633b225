using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Running;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

public class AutoRegionTests : LeaseGuard
{
    private const string Dynamic = "models/yolox_nano_dynamic.onnx";
    private const string Fixed = "models/yolox_nano.onnx";
    private const string Clip = "videos/street-vehicles.mp4";

    [SharedDataTheory(Dynamic, Fixed, Clip)]
    [InlineData(Dynamic, "192x192")]
    [InlineData(Fixed, null)]
    public void Run_Auto_TellsEveryChoiceAndRepeats(string model, string? size)
    {
        (List<string> first, List<RegionChoice> choices) = Run(model, size, "auto");
        Assert.Equal(first, Run(model, size, "auto").Boxes);
        Assert.NotEmpty(first);
        Assert.Equal(("dense", "cut"), (choices[0].Region, choices[0].Reason));
        Assert.All(choices, choice =>
        {
            Assert.Contains(choice.Region, new[] { "dense", "blocks", "crops" });
            Assert.Contains(choice.Reason, new[] { "cut", "refresh", "nothing", "both", "benefit", "cheaper" });
            Assert.InRange(choice.WholeCost, 0, 1);
        });
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Run_WorkThatIsHardlyWorthAnything_IsSpentOnBlocksOnly()
    {
        (List<string> dear, List<RegionChoice> choices) = Run(Dynamic, "416x416", "auto:price=10");
        Assert.NotEmpty(dear);
        Assert.Contains(choices, choice => choice.Region == "blocks");
        Assert.DoesNotContain(choices, choice => choice.Region == "crops" && choice.CropCost > choice.WholeCost);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Run_RegionWithoutAChoice_TellsNone() =>
        Assert.All(Run(Dynamic, "192x192", "crops").Choices, choice => Assert.Equal(default, choice));

    [Theory]
    [InlineData("auto:price=0", "price is 0, expected 0.01 to 10")]
    [InlineData("auto:prize=1", "price")]
    [InlineData("auto:max=0", "Most is 0, expected 1 to 64")]
    public void ParseRegion_WrongOption_SaysWhatIsExpected(string region, string expected)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.ParseRegion(region));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static (List<string> Boxes, List<RegionChoice> Choices) Run(string model, string? size, string region)
    {
        var log = new ChoiceLog();
        using AnalysisSession session = AnalysisSession.Open(new AnalysisOptions
        {
            Input = SharedData.PathOf(Clip),
            Model = SharedData.PathOf(model),
            InputSize = size,
            Region = region,
            Duration = TimeSpan.FromSeconds(0.6),
        });
        session.CreateRun(log).Run(default);
        if (region.StartsWith("auto", StringComparison.Ordinal))
            Assert.Equal((log.Choices.Count, log.Choices.Count(choice => choice.Region != "crops")), ((int)session.CropTotals!.Frames, (int)session.CropTotals.WholeViews));
        return (log.Lines, log.Choices);
    }

    private sealed class ChoiceLog : IFrameObserver
    {
        public List<string> Lines { get; } = [];

        public List<RegionChoice> Choices { get; } = [];

        public Stage Stage => Stage.Rest;

        public void OnFrame(FrameView view)
        {
            Choices.Add(view.Observations.Choice);
            foreach (Detection detection in view.Observations.Detections)
                Lines.Add(FormattableString.Invariant($"{view.Frame.Index} {detection}"));
        }
    }
}

using VideoDyn.Bench.Plans;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;

namespace VideoDyn.Bench.Tests.Plans;

public class PlanTextTests
{
    [Theory]
    [InlineData("every-n:5", "every-n:5", "every-n:5", "")]
    [InlineData("dense", "dense", "all", "")]
    [InlineData("motion:threshold=20,contour_area=5", "motion:threshold=20,contour_area=5", "motion:threshold=20,contour_area=5", "")]
    [InlineData("input-size=320x320", "320x320", "all", "320x320")]
    [InlineData("size:320x320", "320x320", "all", "320x320")]
    [InlineData("size:75%", "75%", "all", "75%")]
    [InlineData("name=small,gate=every-n:2,input-size=320x320", "small", "every-n:2", "320x320")]
    [InlineData("gate=motion:threshold=20,contour_area=5,name=m", "m", "motion:threshold=20,contour_area=5", "")]
    public void Parse_Plan_TakesItsSettings(string text, string name, string gate, string size)
    {
        Plan plan = Assert.Single(PlanText.Parse(text));

        Assert.Equal((name, gate, size), (plan.Name, plan.Gate, plan.InputSize));
    }

    [Fact]
    public void Parse_AnotherModel_TakesItsFile() =>
        Assert.Equal(("fast", "some/fast.onnx"), (PlanText.Parse("model:some/fast.onnx")[0].Name, PlanText.Parse("model:some/fast.onnx")[0].Model));

    [Fact]
    public void ParseOne_Sweep_IsRefused() => Assert.Contains(
        "--reference is 'size:sweep', which stands for several plans",
        Assert.Throws<VideoDynException>(() => PlanText.ParseOne("size:sweep", "--reference")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("75%", 416, 416, "320x320")]
    [InlineData("50%", 640, 360, "320x192")]
    [InlineData("1%", 416, 416, "32x32")]
    [InlineData("320x256", 416, 416, "320x256")]
    public void SizeSetting_OfADenseInput_IsAMultipleOf32(string text, int width, int height, string expected) =>
        Assert.Equal(expected, SizeSetting.Resolve(text, width, height));

    [Fact]
    public void Parse_Sweep_GivesOnePlanPerInterval() =>
        Assert.Equal(["every-n:2", "every-n:3", "every-n:5", "every-n:10"], PlanText.Parse("every-n:sweep").Select(plan => plan.Name));

    [Theory]
    [InlineData("evry-n:5", "plan 'evry-n:5' is unknown; known plans: dense, every-n:sweep, size:WIDTHxHEIGHT, size:sweep, model:FILE, all, every-n:N, motion:OPTION=VALUE,...", "did you mean 'every-n'?")]
    [InlineData("siez:50%", "plan 'siez:50%' is unknown", "did you mean 'size'?")]
    [InlineData("gate=motoin", "plan 'gate=motoin': gate 'motoin' is unknown; known gates: all, every-n:N, motion:OPTION=VALUE,...", "did you mean 'motion'?")]
    [InlineData("name=a,inputsize=320x320", "plan 'name=a,inputsize=320x320': option 'inputsize' is unknown; known options: name, gate, region, mask-rule, exit, model, card, input-size", "did you mean 'input-size'?")]
    public void Parse_UnknownName_NamesTheKnownAndTheNearest(string text, string beginning, string end)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanText.Parse(text));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.StartsWith(beginning, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(end, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name=a,320x320", "plan 'name=a,320x320': found '320x320', expected name=value")]
    [InlineData("name=a,input-size=wide", "plan 'name=a,input-size=wide': input size 'wide': expected WIDTHxHEIGHT in pixels, e.g. 640x384")]
    [InlineData("size:9000%", "plan 'size:9000%': input size '9000%': expected WIDTHxHEIGHT in pixels or a share of dense's sides from above 0 to 400%, e.g. 75%")]
    [InlineData("size", "plan 'size': option 'input-size' has no value")]
    [InlineData("recorded", "plan 'recorded': gate 'recorded': expects the path of a decisions file; the form is recorded:FILE")]
    [InlineData("card=a.yaml", "plan 'card=a.yaml': option 'card' belongs to a model of the plan's own, but 'model' is missing")]
    [InlineData("name=a,gate=", "plan 'name=a,gate=': option 'gate' has no value")]
    public void Parse_WrongText_SaysWhatIsExpected(string text, string message)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanText.Parse(text));

        Assert.Equal((ErrorKind.Configuration, message), (error.Kind, error.Message));
    }
}

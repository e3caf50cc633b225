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
    [InlineData("name=small,gate=every-n:2,input-size=320x320", "small", "every-n:2", "320x320")]
    [InlineData("gate=motion:threshold=20,contour_area=5,name=m", "m", "motion:threshold=20,contour_area=5", "")]
    public void Parse_Plan_TakesItsSettings(string text, string name, string gate, string size)
    {
        Plan plan = Assert.Single(PlanText.Parse(text));

        Assert.Equal((name, gate, size), (plan.Name, plan.Gate, plan.InputSize));
    }

    [Fact]
    public void Parse_Sweep_GivesOnePlanPerInterval() =>
        Assert.Equal(["every-n:2", "every-n:3", "every-n:5", "every-n:10"], PlanText.Parse("every-n:sweep").Select(plan => plan.Name));

    [Theory]
    [InlineData("evry-n:5", "plan 'evry-n:5' is unknown; known plans: dense, every-n:sweep, all, every-n:N, motion:OPTION=VALUE,..., or settings such as gate=every-n:5,input-size=320x320; did you mean 'every-n'?")]
    [InlineData("gate=motoin", "plan 'gate=motoin': gate 'motoin' is unknown; known gates: all, every-n:N, motion:OPTION=VALUE,...; did you mean 'motion'?")]
    [InlineData("name=a,inputsize=320x320", "plan 'name=a,inputsize=320x320': option 'inputsize' is unknown; known options: name, gate, region, mask-rule, exit, model, input-size; did you mean 'input-size'?")]
    [InlineData("name=a,320x320", "plan 'name=a,320x320': found '320x320', expected name=value")]
    [InlineData("name=a,input-size=wide", "plan 'name=a,input-size=wide': input size 'wide': expected WIDTHxHEIGHT in pixels, e.g. 640x384")]
    [InlineData("name=a,gate=", "plan 'name=a,gate=': option 'gate' has no value")]
    public void Parse_WrongText_NamesTheKnownAndTheNearest(string text, string message)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanText.Parse(text));

        Assert.Equal((ErrorKind.Configuration, message), (error.Kind, error.Message));
    }
}

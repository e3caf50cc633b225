using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Plans;

namespace VideoDyn.Pipeline.Tests.Plans;

public class PlanRegistryTests
{
    [Fact]
    public void CreateGate_EveryN_TakesItsArgument()
    {
        IGate gate = PlanRegistry.CreateGate("every-n:4");

        Assert.Equal(GateOutcome.Skip, gate.Decide(3, default).Outcome);
        Assert.Equal(GateOutcome.Analyze, gate.Decide(4, default).Outcome);
    }

    [Theory]
    [InlineData("evry-n:4", "gate 'evry-n' is unknown; known gates: all, every-n:N")]
    [InlineData("every-n", "gate 'every-n': expects a whole number of at least 1, found ''; the form is every-n:N")]
    [InlineData("every-n:0", "gate 'every-n:0': expects a whole number of at least 1, found '0'; the form is every-n:N")]
    [InlineData("every-n:-2", "gate 'every-n:-2': expects a whole number of at least 1, found '-2'; the form is every-n:N")]
    [InlineData("all:3", "gate 'all:3': takes no argument, found '3'; the form is all")]
    public void CreateGate_WrongText_SaysWhatIsExpected(string gate, string message)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.CreateGate(gate));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void CreateRegion_UnknownName_NamesTheKnownOnes() =>
        Assert.Contains("known regions: dense", Assert.Throws<VideoDynException>(() => PlanRegistry.CreateRegion("crops")).Message, StringComparison.Ordinal);
}

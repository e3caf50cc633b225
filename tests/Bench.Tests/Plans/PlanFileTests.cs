using VideoDyn.Bench.Plans;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;

namespace VideoDyn.Bench.Tests.Plans;

public class PlanFileTests
{
    [Fact]
    public void Read_SettingsAndShortForms_GivesThePlans()
    {
        IReadOnlyList<Plan> plans = Read("""
            plans:
              - every-n:5
              - size:sweep
              - name: small
                gate: motion:threshold=20
                input-size: 320x320
                model: other.onnx
                card: /cards/other.yaml
                measured: {agreement: 0.99}
            """);

        Assert.Equal(["every-n:5", "75%", "50%", "small"], plans.Select(plan => plan.Name));
        Assert.Equal(
            ("motion:threshold=20", "320x320", "/some/other.onnx", "/cards/other.yaml"), (plans[3].Gate, plans[3].InputSize, plans[3].Model, plans[3].Card));
    }

    [Theory]
    [InlineData("plan:\n  - every-n:5", "/some/plans.yaml: line 1: key 'plan' is unknown; expected 'plans'; did you mean 'plans'?")]
    [InlineData("plans: []", "/some/plans.yaml: 'plans' has no entry; expected a list such as '- every-n:5'")]
    [InlineData("plans:\n  - gaet: all", "/some/plans.yaml: line 2: option 'gaet' is unknown; known options: name, gate, region, mask-rule, exit, model, card, input-size; did you mean 'gate'?")]
    [InlineData("plans:\n  - gate: every-m:4", "/some/plans.yaml: line 2: gate 'every-m' is unknown; known gates: all, every-n:N, motion:OPTION=VALUE,...")]
    [InlineData("plans:\n  - region: warped", "/some/plans.yaml: line 2: region 'warped' is unknown; known regions: dense")]
    [InlineData("plans:\n  - every-n:5\n  - every-n:5", "/some/plans.yaml: plan 'every-n:5' occurs twice; give each a name of its own")]
    [InlineData("- [", "/some/plans.yaml: line ")]
    public void Read_WrongFile_NamesLineAndNearest(string text, string message)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => Read(text));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingFile_IsAConfigurationError() => Assert.Contains(
        "/nowhere/plans.yaml: cannot be read", Assert.Throws<VideoDynException>(() => PlanFile.Read("/nowhere/plans.yaml")).Message, StringComparison.Ordinal);

    private static IReadOnlyList<Plan> Read(string text)
    {
        using var reader = new StringReader(text);
        return PlanFile.Read(reader, "/some/plans.yaml");
    }
}

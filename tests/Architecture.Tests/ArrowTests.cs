namespace VideoDyn.Architecture.Tests;

/// <summary>Arrows point down only: what each assembly may know (docs/architecture.md draws it).</summary>
public class ArrowTests
{
    private static readonly Dictionary<string, string[]> s_mayKnow = new()
    {
        ["VideoDyn.Core"] = [],
        ["VideoDyn.Actors"] = [],
        ["VideoDyn.Media"] = ["Core"],
        ["VideoDyn.Inference"] = ["Core"],
        ["VideoDyn.Temporal"] = ["Core", "Inference"],
        ["VideoDyn.Spatial"] = ["Core", "Inference"],
        ["VideoDyn.Events"] = ["Core"],
        ["VideoDyn.Events.RabbitMq"] = ["Core", "Events"],
        ["VideoDyn.Events.Mqtt"] = ["Core", "Events"],
        ["VideoDyn.Events.Kafka"] = ["Core", "Events"],
        ["VideoDyn.Evaluation"] = ["Core"],
        ["VideoDyn.Synth"] = ["Core", "Media"],
        ["VideoDyn.Pipeline"] = ["Core", "Actors", "Evaluation", "Media", "Inference", "Temporal", "Spatial", "Events"],
        ["VideoDyn.Server"] = ["Core", "Pipeline"],
        ["VideoDyn.Bench"] = ["Core", "Pipeline", "Evaluation", "Media", "Inference", "Temporal", "Spatial", "Events"],
        ["VideoDyn.Cli"] = ["Core", "Actors", "Pipeline", "Server", "Bench", "Synth", "Evaluation", "Media", "Inference", "Temporal", "Spatial", "Events", "Events.RabbitMq", "Events.Mqtt", "Events.Kafka"],
    };

    public static TheoryData<string> Assemblies => [.. ProductAssemblies.Names];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Assembly_ReferencesOnlyWhatItMayKnow(string name)
    {
        Assert.True(s_mayKnow.TryGetValue(name, out string[]? allowed), $"{name} has no row in the table of arrows");
        string[] found =
        [
            .. ProductAssemblies.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!)
                .Where(reference => reference.StartsWith("VideoDyn.", StringComparison.Ordinal))
                .Select(reference => reference["VideoDyn.".Length..]),
        ];

        Assert.Empty(found.Except(allowed));
    }
}

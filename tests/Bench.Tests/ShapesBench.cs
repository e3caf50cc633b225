using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Running;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests;

/// <summary>The embedded clip and model, under labels that count as moving objects.</summary>
internal static class ShapesBench
{
    public static string Clip { get; } = Path.Combine(RepositoryRoot.Path, "samples", "videos", "shapes.mp4");

    public static string Model { get; } = Path.Combine(RepositoryRoot.Path, "samples", "models", "shapes", "model.onnx");

    /// <summary>Five seconds, two plans, one pass.</summary>
    /// <param name="folder">Where the card with other labels is written.</param>
    public static BenchOptions Options(TemporaryFolder folder)
    {
        string card = folder["card.yaml"];
        string own = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Model)!, "model.yaml"));
        File.WriteAllText(card, own.Replace("[ball, crate, cart]", "[person, car, dog]", StringComparison.Ordinal));
        return new BenchOptions
        {
            Input = Clip,
            Model = Model,
            Card = card,
            Plans = [.. PlanText.Parse("every-n:3"), .. PlanText.Parse("motion")],
            Duration = TimeSpan.FromSeconds(5),
            WarmUp = TimeSpan.FromSeconds(0.5),
            // Five seconds of this clip show about a hundred objects.
            Agreement = new AgreementOptions { MinimumReferenceBoxes = 50 },
            MinRepeats = 1,
            MaxRepeats = 1,
        };
    }
}

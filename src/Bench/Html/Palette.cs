using VideoDyn.Core.Measuring;

namespace VideoDyn.Bench.Html;

/// <summary>Colours that can be told apart on light and dark paper (after Okabe and Ito).</summary>
internal static class Palette
{
    private static readonly string[] s_plans = ["#7a8594", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a6d3b"];

    /// <summary>Colour of a plan by its place; dense comes first and is gray.</summary>
    public static string Plan(int place) => place == 0 ? s_plans[0] : s_plans[1 + ((place - 1) % (s_plans.Length - 1))];

    /// <summary>Colour of a stage by its name in reports.</summary>
    public static string Stage(string name) => Enum.TryParse(name, ignoreCase: true, out Stage stage)
        ? stage switch
        {
            Core.Measuring.Stage.Decode => "#56b4e9",
            Core.Measuring.Stage.Signals => "#e69f00",
            Core.Measuring.Stage.Policy => "#f0e442",
            Core.Measuring.Stage.Preprocess => "#009e73",
            Core.Measuring.Stage.Inference => "#0072b2",
            Core.Measuring.Stage.Postprocess => "#d55e00",
            Core.Measuring.Stage.Tracking => "#cc79a7",
            _ => "#7a8594",
        }
        : "#7a8594";
}

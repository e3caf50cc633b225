using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Plans;

namespace VideoDyn.Bench.Plans;

/// <summary>Plans as written on the command line.</summary>
public static class PlanText
{
    private const string Sweep = "sweep";
    private static readonly string[] s_shortForms = ["dense", "every-n:sweep", "size:WIDTHxHEIGHT", "size:sweep", "model:FILE"];

    /// <summary>The intervals that <c>every-n:sweep</c> stands for.</summary>
    public static IReadOnlyList<int> SweptIntervals { get; } = [2, 3, 5, 10];

    /// <summary>
    /// Reads a plan: a gate (<c>every-n:5</c>), a smaller input (<c>size:320x320</c>, <c>size:75%</c>), another model
    /// (<c>model:FILE</c>), a sweep (<c>every-n:sweep</c>, <c>size:sweep</c>), or settings (<c>name=small,input-size=320x320</c>).
    /// </summary>
    /// <param name="text">As written.</param>
    /// <returns>One plan, or those of a sweep.</returns>
    /// <exception cref="VideoDynException">A name or value is unknown; the message says which are known (kind Configuration).</exception>
    public static IReadOnlyList<Plan> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string where = $"plan '{text}'";
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (equals >= 0 && (colon < 0 || equals < colon))
        {
            var plan = new Plan { Name = "" };
            foreach ((string name, string value) in Pairs(text, where))
                plan = PlanSettings.With(plan, name, value, where);
            return [PlanSettings.Finish(plan, where)];
        }

        string argument = colon < 0 ? "" : text[(colon + 1)..];
        return text.Split(':')[0] switch
        {
            "every-n" when argument == Sweep => [.. SweptIntervals.Select(n => Short("gate", $"every-n:{n}"))],
            "size" when argument == Sweep => [.. SizeSetting.Swept.Select(size => Short("input-size", size))],
            "size" => [Short("input-size", argument)],
            "model" => [Short("model", argument)],
            _ => [Short("gate", GateNamed(text))],
        };

        Plan Short(string name, string value) => PlanSettings.Finish(PlanSettings.With(new Plan { Name = "" }, name, value, where), where);
    }

    /// <summary>Reads a plan that must be a single one.</summary>
    /// <param name="text">As written.</param>
    /// <param name="option">Where it was written, for messages.</param>
    /// <exception cref="VideoDynException">As for <see cref="Parse"/>, or it is a sweep (kind Configuration).</exception>
    public static Plan ParseOne(string text, string option) =>
        Parse(text) is [var plan] ? plan : throw VideoDynException.Configuration($"{option} is '{text}', which stands for several plans; name one");

    // A gate has options of its own, also written name=value and separated by commas: they belong to the gate before them.
    private static List<(string Name, string Value)> Pairs(string text, string where)
    {
        List<(string Name, string Value)> pairs = [];
        foreach (string part in text.Split(','))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw VideoDynException.Configuration($"{where}: found '{part}', expected name=value");
            string name = part[..equals];
            if (!PlanSettings.Names.Contains(name) && pairs is [.., ("gate", { } gate)] && gate.Contains(':', StringComparison.Ordinal))
                pairs[^1] = ("gate", $"{gate},{part}");
            else
                pairs.Add((name, part[(equals + 1)..]));
        }

        return pairs;
    }

    // What is neither gate nor setting is reported as an unknown plan, with everything that could have been meant.
    private static string GateNamed(string text)
    {
        if (text == "dense")
            return "all";
        string name = text.Split(':')[0];
        string[] known = [.. s_shortForms, .. PlanRegistry.Gates.Select(gate => gate.Syntax)];
        string[] names = ["dense", "size", "model", .. PlanRegistry.Gates.Select(gate => gate.Name)];
        return names.Contains(name)
            ? text
            : throw VideoDynException.Configuration(
                $"plan '{text}' is unknown; known plans: {string.Join(", ", known)}, or settings such as gate=every-n:5,input-size=320x320{NearestName.Hint(name, names)}");
    }
}

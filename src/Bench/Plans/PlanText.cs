using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Plans;

namespace VideoDyn.Bench.Plans;

/// <summary>Plans as written on the command line.</summary>
public static class PlanText
{
    /// <summary>The intervals that <c>every-n:sweep</c> stands for.</summary>
    public static IReadOnlyList<int> SweptIntervals { get; } = [2, 3, 5, 10];

    /// <summary>Reads a plan: a gate (<c>every-n:5</c>), <c>every-n:sweep</c>, or settings (<c>name=small,input-size=320x320</c>).</summary>
    /// <param name="text">As written.</param>
    /// <returns>One plan, or those of a sweep.</returns>
    /// <exception cref="VideoDynException">A name or value is unknown; the message says which are known (kind Configuration).</exception>
    public static IReadOnlyList<Plan> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string where = $"plan '{text}'";
        if (text == "every-n:sweep")
            return [.. SweptIntervals.Select(n => PlanSettings.Finish(new Plan { Name = "", Gate = $"every-n:{n}" }, where))];
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (equals < 0 || (colon >= 0 && colon < equals))
            return [PlanSettings.Finish(new Plan { Name = "", Gate = GateNamed(text) }, where)];

        var plan = new Plan { Name = "" };
        foreach ((string name, string value) in Pairs(text, where))
            plan = PlanSettings.With(plan, name, value, where);
        return [PlanSettings.Finish(plan, where)];
    }

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
        string[] known = ["dense", "every-n:sweep", .. PlanRegistry.Gates.Select(gate => gate.Syntax)];
        string[] names = ["dense", .. PlanRegistry.Gates.Select(gate => gate.Name)];
        return names.Contains(name)
            ? text
            : throw VideoDynException.Configuration(
                $"plan '{text}' is unknown; known plans: {string.Join(", ", known)}, or settings such as gate=every-n:5,input-size=320x320{NearestName.Hint(name, names)}");
    }
}

using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Plans;

namespace VideoDyn.Bench.Plans;

/// <summary>The settings of a plan by the names under which users write them.</summary>
internal static class PlanSettings
{
    /// <summary>Every name, in the order of help.</summary>
    public static IReadOnlyList<string> Names { get; } = ["name", "gate", "region", "mask-rule", "exit", "model", "card", "input-size"];

    /// <summary>Changes one setting.</summary>
    /// <param name="plan">The plan so far.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">As written.</param>
    /// <param name="where">What is read, for messages.</param>
    /// <exception cref="VideoDynException">The name is unknown or the value empty (kind Configuration).</exception>
    public static Plan With(Plan plan, string name, string value, string where)
    {
        if (!Names.Contains(name))
        {
            throw VideoDynException.Configuration(
                $"{where}: option '{name}' is unknown; known options: {string.Join(", ", Names)}{NearestName.Hint(name, Names)}");
        }

        if (value.Length == 0)
            throw VideoDynException.Configuration($"{where}: option '{name}' has no value");
        return name switch
        {
            "name" => plan with { Name = value },
            "gate" => plan with { Gate = value },
            "region" => plan with { Region = value },
            "mask-rule" => plan with { MaskRule = value },
            "exit" => plan with { Exit = value },
            "model" => plan with { Model = value },
            "card" => plan with { Card = value },
            _ => plan with { InputSize = value },
        };
    }

    /// <summary>Gives a plan without a name one that tells what it does, and checks what can be checked without a file.</summary>
    /// <exception cref="VideoDynException">A value is unknown or malformed (kind Configuration).</exception>
    public static Plan Finish(Plan plan, string where)
    {
        plan = WithMaskRule(plan, where);
        try
        {
            PlanRegistry.CreateGate(plan.Gate);
            PlanRegistry.ParseRegion(plan.Region);
            if (plan.InputSize.Length > 0)
                SizeSetting.Check(plan.InputSize);
        }
        catch (VideoDynException error)
        {
            throw VideoDynException.Configuration($"{where}: {error.Message}", error);
        }

        if (plan.Exit.Length > 0)
            throw VideoDynException.Configuration($"{where}: exit rule '{plan.Exit}' is unknown; no exit rule is known");
        if (plan.Card.Length > 0 && plan.Model.Length == 0)
            throw VideoDynException.Configuration($"{where}: option 'card' belongs to a model of the plan's own, but 'model' is missing");
        return plan.Name.Length > 0 ? plan : plan with { Name = NameOf(plan) };
    }

    // The rule is an option of the region's.
    private static Plan WithMaskRule(Plan plan, string where)
    {
        if (plan.MaskRule.Length == 0)
            return plan;
        if (plan.Region != "blocks" && !plan.Region.StartsWith("blocks:", StringComparison.Ordinal))
            throw VideoDynException.Configuration($"{where}: mask rule '{plan.MaskRule}' needs a region of blocks, found region '{plan.Region}'");
        return plan with { Region = $"{(plan.Region == "blocks" ? "blocks:change" : plan.Region)},rule={plan.MaskRule}", MaskRule = "" };
    }

    private static string NameOf(Plan plan)
    {
        List<string> parts = [];
        if (plan.Gate != "all")
            parts.Add(plan.Gate);
        if (plan.Region != "dense")
            parts.Add(plan.Region);
        if (plan.Model.Length > 0)
            parts.Add(Path.GetFileNameWithoutExtension(plan.Model));
        if (plan.InputSize.Length > 0)
            parts.Add(plan.InputSize);
        return parts.Count == 0 ? "dense" : string.Join('+', parts);
    }
}

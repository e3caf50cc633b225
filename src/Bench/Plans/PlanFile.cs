using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace VideoDyn.Bench.Plans;

/// <summary>Plans in a file: <c>plans:</c>, then a list of settings or of plans as on the command line.</summary>
public static class PlanFile
{
    // What tune writes beside the settings it found; facts, not settings.
    private const string Measured = "measured";

    /// <summary>Reads a file.</summary>
    /// <exception cref="VideoDynException">The file cannot be read, or something in it is unknown (kind Configuration).</exception>
    public static IReadOnlyList<Plan> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using StreamReader reader = File.OpenText(path);
            return Read(reader, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Configuration($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="path">Name for messages; relative model paths are looked up beside it.</param>
    /// <exception cref="VideoDynException">Something in it is unknown (kind Configuration).</exception>
    public static IReadOnlyList<Plan> Read(TextReader reader, string path)
    {
        YamlStream yaml = [];
        try
        {
            yaml.Load(reader);
        }
        catch (YamlException error)
        {
            throw VideoDynException.Configuration($"{path}: line {error.Start.Line}: {error.Message}", error);
        }

        if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
            throw VideoDynException.Configuration($"{path}: expected one document with the key 'plans'");
        foreach (YamlNode key in root.Children.Keys.Where(key => key is not YamlScalarNode { Value: "plans" }))
            throw VideoDynException.Configuration($"{path}: line {key.Start.Line}: key '{key}' is unknown; expected 'plans'{NearestName.Hint($"{key}", ["plans"])}");
        if (!root.Children.TryGetValue(new YamlScalarNode("plans"), out YamlNode? list) || list is not YamlSequenceNode { Children.Count: > 0 } items)
            throw VideoDynException.Configuration($"{path}: 'plans' has no entry; expected a list such as '- every-n:5'");
        Plan[] plans = [.. items.Children.SelectMany(item => Entry(item, path))];
        return Unique(plans, path);
    }

    /// <summary>Checks that no two plans share a name, which reports go by.</summary>
    /// <exception cref="VideoDynException">A name occurs twice (kind Configuration).</exception>
    public static IReadOnlyList<Plan> Unique(IReadOnlyList<Plan> plans, string where)
    {
        ArgumentNullException.ThrowIfNull(plans);
        string? twice = plans.GroupBy(plan => plan.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? plans : throw VideoDynException.Configuration($"{where}: plan '{twice}' occurs twice; give each a name of its own");
    }

    private static IReadOnlyList<Plan> Entry(YamlNode item, string path)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"{path}: line {item.Start.Line}");
        switch (item)
        {
            case YamlScalarNode { Value: { Length: > 0 } text }:
                return PlanText.Parse(text);
            case YamlMappingNode settings:
                var plan = new Plan { Name = "" };
                foreach ((YamlNode key, YamlNode value) in settings.Children)
                {
                    if (key is YamlScalarNode { Value: Measured })
                        continue;
                    string text = (value as YamlScalarNode)?.Value ?? "";
                    plan = PlanSettings.With(plan, $"{key}", text, where);
                }

                return [PlanSettings.Finish(plan with { Model = Beside(path, plan.Model), Card = Beside(path, plan.Card) }, where)];
            default:
                throw VideoDynException.Configuration($"{where}: expected a plan such as every-n:5 or settings such as 'gate: every-n:5'");
        }
    }

    private static string Beside(string plansFile, string path) => path.Length == 0 || Path.IsPathRooted(path)
        ? path
        : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(plansFile))!, path);
}

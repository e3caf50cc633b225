using System.Globalization;
using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace VideoDyn.Bench.Suite;

/// <summary>A fixed list of clips, models and plans, so that reports of different days and machines compare.</summary>
/// <param name="Videos">What to measure.</param>
/// <param name="Missing">Clips that are not on this machine, one sentence each.</param>
public sealed record SuiteFile(IReadOnlyList<BenchOptions> Videos, IReadOnlyList<string> Missing)
{
    private const string DataPrefix = "data/";
    private static readonly string[] s_keys = ["repeats", "repeat-span", "plans", "clips"];
    private static readonly string[] s_clipKeys = ["video", "model", "duration"];

    /// <summary>Reads a suite.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">Folder of the paths in it.</param>
    /// <param name="data">Folder that stands for <c>data/</c>; null when there is none.</param>
    /// <exception cref="VideoDynException">The file cannot be read, or something in it is unknown (kind Configuration).</exception>
    public static SuiteFile Read(string path, string root, string? data)
    {
        YamlStream yaml = [];
        try
        {
            using StreamReader reader = File.OpenText(path);
            yaml.Load(reader);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or YamlException)
        {
            throw VideoDynException.Configuration($"{path}: cannot be read: {error.Message}", error);
        }

        if (yaml.Documents is not [{ RootNode: YamlMappingNode top }])
            throw VideoDynException.Configuration($"{path}: expected the keys plans and clips");
        Check(top, s_keys, path);
        Plan[] plans = [.. Items(top, "plans", path).SelectMany(item => PlanText.Parse(((YamlScalarNode)item).Value!))];
        double? repeats = Number(top, "repeats", path);
        double? repeatSpan = Number(top, "repeat-span", path);
        List<BenchOptions> videos = [];
        List<string> missing = [];
        foreach (YamlNode clip in Items(top, "clips", path))
            Add((YamlMappingNode)clip);
        return new SuiteFile(videos, missing);

        void Add(YamlMappingNode clip)
        {
            Check(clip, s_clipKeys, path);
            string video = Text(clip, "video") ?? throw VideoDynException.Configuration($"{path}: line {clip.Start.Line}: 'video' is missing");
            string model = Text(clip, "model") ?? throw VideoDynException.Configuration($"{path}: line {clip.Start.Line}: 'model' is missing");
            string? absent = new[] { video, model }.FirstOrDefault(file => !File.Exists(Resolve(file)));
            if (absent is not null)
            {
                missing.Add($"{Path.GetFileName(video)}: {absent} is not there; name the folder of data/ with --data or VIDEODYN_DATA");
                return;
            }

            videos.Add(new BenchOptions
            {
                Input = Resolve(video),
                Model = Resolve(model),
                Plans = plans,
                Duration = Number(clip, "duration", path) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                MaxRepeats = (int)(repeats ?? 3),
                RepeatSpan = repeatSpan is { } span ? TimeSpan.FromSeconds(span) : null,
            });
        }

        string Resolve(string file) => file.StartsWith(DataPrefix, StringComparison.Ordinal)
            ? Path.Combine(data ?? Path.Combine(root, "data"), file[DataPrefix.Length..])
            : Path.Combine(root, file);
    }

    private static void Check(YamlMappingNode node, string[] known, string path)
    {
        foreach (YamlNode key in node.Children.Keys)
        {
            if (!known.Contains($"{key}"))
                throw VideoDynException.Configuration($"{path}: line {key.Start.Line}: key '{key}' is unknown; expected {string.Join(", ", known)}{NearestName.Hint($"{key}", known)}");
        }
    }

    private static IEnumerable<YamlNode> Items(YamlMappingNode top, string key, string path) =>
        top.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? list) && list is YamlSequenceNode { Children.Count: > 0 } items
            ? items.Children
            : throw VideoDynException.Configuration($"{path}: '{key}' has no entry");

    private static string? Text(YamlMappingNode clip, string key) =>
        clip.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? (value as YamlScalarNode)?.Value : null;

    private static double? Number(YamlMappingNode node, string key, string path) => Text(node, key) is not { } text
        ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value > 0
            ? value
            : throw VideoDynException.Configuration($"{path}: line {node.Start.Line}: '{key}' is '{text}', expected a number above 0");
}

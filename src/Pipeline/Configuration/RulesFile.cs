using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Shapes;
using VideoDyn.Pipeline.Configuration.Words;
using VideoDyn.Pipeline.Configuration.Yaml;
using VideoDyn.Pipeline.Output;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>
/// Reads a file with the rules of one picture, for runs without a configuration: the sections <c>mask</c>, <c>zones</c>,
/// <c>tripwires</c>, <c>ground</c>, <c>objects</c>, <c>events</c>, <c>snapshots</c> and <c>record</c> as a camera of <c>cameras.yaml</c> has them.
/// </summary>
public static class RulesFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="ConfigurationException">Something in it is wrong; the message names all of it.</exception>
    /// <exception cref="VideoDynException">It cannot be read (kind Configuration).</exception>
    public static EventOptions Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(CamerasFile.ReadText(path), path);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="path">Path of the file, for messages.</param>
    /// <exception cref="ConfigurationException">Something in it is wrong; the message names all of it.</exception>
    public static EventOptions Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var secrets = new SecretSet();
        var problems = new ProblemList(secrets);
        var context = new ReadContext(Path.GetDirectoryName(Path.GetFullPath(path))!, CheckFiles: true, problems, secrets);
        ConfigNode? root = YamlTree.Read(text, problems, secrets, new ConfigurationReadOptions().Environment);
        EventOptions? options = null;
        if (root is null or ScalarNode { IsNull: true })
        {
            if (problems.IsEmpty)
                problems.Add(0, 0, "", "the file is empty; expected 'zones:' or 'tripwires:'");
        }
        else if (RuleWords.File.TryRead(root, context, out Section? file))
        {
            var layers = new Layers(file, null);
            Layers events = layers.Below(RuleWords.FileEvents);
            GroundSettings? ground = RuleBuilder.Ground(layers, context);
            options = new EventOptions
            {
                Rules = RuleTranslation.Definitions(
                    RuleBuilder.Zones(layers), RuleBuilder.Tripwires(layers), RuleBuilder.Filters(layers.Below(RuleWords.FileObjects)),
                    layers.Reference(RuleWords.Mask) ?? [], ground),
                UpdateInterval = events.Get(CommonWords.UpdateInterval),
                Types = events.Reference(CommonWords.EventTypes) ?? [],
                WatchesScene = events.Get(CommonWords.Tamper),
                Recording = RecordingWords.Build(layers, context).ToOptions(),
            };
        }

        return problems.IsEmpty ? options! : throw new ConfigurationException(path, problems.Ordered());
    }
}

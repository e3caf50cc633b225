using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Shapes;
using VideoDyn.Pipeline.Configuration.Words;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>Turns the sections of a file into typed settings and checks what no section can tell alone.</summary>
/// <param name="file">The whole file.</param>
/// <param name="path">Its path.</param>
/// <param name="context">Where problems go.</param>
internal sealed class CameraSetBuilder(Section file, string path, ReadContext context)
{

    /// <summary>The set; of use only when no problem was noted.</summary>
    public CameraSet? Build()
    {
        if (!file.TryGet(CameraWords.Cameras, out ValueList<NamedSection>? cameras))
            return null;
        if (cameras.Count == 0 && context.Problems.IsEmpty)
            context.Problems.Add(file.Node.Line, file.Node.Column, "cameras", "there is no camera; expected a section with a name for each");
        NamedSection[] sinks = file.TryGet(SinkWords.Sinks, out ValueList<NamedSection>? found) ? [.. found] : [];
        SinkSettings[] destinations = [.. sinks.Select(sink => SinkBuilder.Build(sink, context)).OfType<SinkSettings>()];
        CheckSinkNames(file, sinks);
        List<CameraConfiguration> enabled = [];
        List<string> disabled = [];
        List<string> notes = [];
        foreach (NamedSection camera in cameras)
        {
            CheckSinkNames(camera.Values, sinks);
            CameraConfiguration? built = new CameraBuilder(camera, file, context).Build();
            if (new Layers(camera.Values, null).Get(CameraWords.Enabled))
            {
                if (built is not null)
                    enabled.Add(built);
            }
            else
            {
                disabled.Add(camera.Name);
            }
        }

        if (enabled.Count == 0)
            notes.Add("no camera is enabled");
        var top = new Layers(file, null);
        Layers server = top.Below(CameraWords.Server);
        return new CameraSet
        {
            Path = path,
            Cameras = [.. enabled],
            Disabled = [.. disabled],
            ConnectRate = top.Get(CameraWords.ConnectRate),
            CropBatches = CropBatchWords.Build(top.Below(CropBatchWords.CropBatches)),
            Outbox = OutboxWords.Build(top.Below(OutboxWords.Outbox), context),
            Server = new ServerSettings { Host = server.Get(CameraWords.Host), Port = server.Value(CameraWords.Port) },
            Sinks = [.. destinations],
            Notes = [.. notes],
            Secrets = context.Secrets,
        };
    }

    private void CheckSinkNames(Section section, NamedSection[] sinks)
    {
        if (!section.TryGet(CommonWords.Events, out Section? events) || !events.TryGet(CommonWords.EventSinks, out ValueList<string>? names))
            return;
        string[] known = [.. sinks.Select(sink => sink.Name)];
        ConfigNode node = ((MappingNode)events.Node).Entries.First(entry => entry.Key == CommonWords.EventSinks.Name).Value;
        foreach (string name in names.Where(name => !known.Contains(name)))
            context.Problems.Add(node, $"there is no sink '{name}'{NearestName.Hint(name, known)}");
    }
}

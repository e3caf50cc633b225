using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Configuration.Reloading;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Observability.Logging;
using VideoDyn.Pipeline.Tests.Configuration;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Observability;

public partial class LoggingTests
{
    private const string Password = "c0rrect-h0rse";

    [Fact]
    public void EventIds_AreUnique_AndThoseOfTheDocs()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "observability.md"));
        (int Id, string Level, string Name)[] events =
        [
            .. typeof(CameraLog).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Select(method => (method.Name, Attribute: method.GetCustomAttribute<LoggerMessageAttribute>()))
                .Where(pair => pair.Attribute is not null)
                .Select(pair => (pair.Attribute!.EventId, pair.Attribute.Level.ToString(), pair.Name)),
        ];
        (int, string, string)[] documented =
            [.. DocumentedEvent().Matches(page).Select(match => (int.Parse(match.Groups[1].Value), match.Groups[2].Value, match.Groups[3].Value))];

        Assert.Equal(events.Length, events.Select(happening => happening.Id).Distinct().Count());
        Assert.Equal(events.Order(), documented.Order());
    }

    [Fact]
    public void Secrets_AreHidden_InTextsValuesScopesAndExceptions()
    {
        SecretSet secrets = Yaml.Read($"model: m.onnx\ncameras: {{a: {{input: {{path: rtsp://cam/1, user: me, password: {Password}}}}}}}").Secrets;
        var list = new LogList();
        using var factory = new RedactingLoggerFactory(list, () => secrets);
        ILogger logger = factory.CreateLogger("x");

        using (logger.BeginScope("scope " + Password))
            logger.Lost("gate", $"401 for {Password}");
        logger.Started("gate", "rtsp://u:other-pw@cam/1?token=abcdef", "m.onnx", "all", "dense");
        logger.LogError(new InvalidOperationException($"inner {Password}", new IOException("rtsp://u:other-pw@cam/2")), "failed {What}", Password);

        string everything = string.Join('\n', list.Entries);
        Assert.DoesNotContain(Password, everything);
        Assert.DoesNotContain("other-pw", everything);
        Assert.DoesNotContain("abcdef", everything);
        Assert.Contains("1011 Warning Camera gate lost: 401 for ***", everything);
        Assert.Contains("InvalidOperationException", everything);
        Assert.Contains("Camera=gate", everything);
    }

    [Fact]
    public void Numbers_StayNumbers()
    {
        var list = new LogList();
        using var factory = new RedactingLoggerFactory(list, () => new SecretSet());

        factory.CreateLogger("x").Connected("gate", 1920, 1080, "h264");

        Assert.Equal(1920, list.Values["Width"]);
        Assert.Equal("h264", list.Values["Codec"]);
    }

    [Fact]
    public void Reload_IsLogged_WithItsChangesOrItsProblems()
    {
        CameraSet before = Yaml.Read("model: m.onnx\ncameras: {a: {input: rtsp://a/1}}");
        CameraSet after = Yaml.Read("model: m.onnx\ncameras: {a: {input: rtsp://a/1}, b: {input: rtsp://b/1}}");
        VideoDynException bad = Assert.Throws<ConfigurationException>(() => Yaml.Read("gates: 1\nmodel: m.onnx\ncameras: {a: {input: ''}}"));
        var list = new LogList();
        ILogger logger = list.CreateLogger("x");

        logger.Reloaded(new ConfigurationReload(ReloadCause.Signal, after, CameraChanges.Between(before, after), null));
        logger.Reloaded(new ConfigurationReload(ReloadCause.Signal, before, CameraChanges.Between(before, before), bad));

        Assert.Equal([2000, 2002, 2002, 2001], list.Ids);
        Assert.Contains("1 cameras added, 0 removed, 0 changed, 1 unchanged", list.Entries[0]);
        Assert.Contains("line 1, column 1: gates: unknown key", list.Entries[1]);
    }

    [GeneratedRegex(@"^\| ([0-9]{4}) \| (\w+) \| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedEvent();
}

using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Configuration.Secrets;

namespace VideoDyn.Pipeline.Tests.Configuration;

public class SecretTests
{
    private const string Password = "Tr0ub4dor&3";

    public static TheoryData<string> PlacesOfSecrets =>
    [
        "  a: {input: {path: rtsp://cam/1, user: me, password: 'SECRET'}}",
        "  a: {input: 'rtsp://me:SECRET@cam/1'}",
        "  a: {input: 'rtsp://me:half/SECRET@cam/1'}",
        "  a: {input: 'http://cam/1?user=me&token=SECRET'}",
        "  a: {input: rtsp://cam/1}\nsinks: {s: {type: rabbitmq, host: h, exchange: e, user: u, password: 'SECRET'}}",
        "  a: {input: rtsp://cam/1}\nsinks: {s: {type: webhook, url: 'https://u:SECRET@h/x', secret: 'SECRET'}}",
    ];

    public static TheoryData<string> WrongPlacesOfSecrets =>
    [
        "  a: {input: 'rtps://me:SECRET@cam/1'}",
        "  a: {input: 'rtsp://me:SECRET@cam/1', start: 1}",
        "  a: {input: {path: a.mp4, password: 'SECRET'}}",
        "  a: {input: {path: 'rtsp://me:SECRET@cam/1', duration: 1}}",
        "  a: {input: rtsp://cam/1, passwrod: 'SECRET'}",
        "  a: {input: rtsp://cam/1}\nsinks: {s: {type: webhook, url: 'htps://u:SECRET@h/x'}}",
        "  a: {input: rtsp://cam/1}\nsinks: {s: {type: jsonl, path: x, password: 'SECRET'}}",
        "  a: {input: {path: rtsp://cam/1, password: 'SECRET\n",
    ];

    public static TheoryData<string> PlacesOfAnything => ["detect: {fps: 'SECRET'}", "tracker: 'SECRET'", "gate: 'SECRET'", "region: 'SECRET'", "enabled: 'SECRET'",
        "weight: 'SECRET'", "model: {input_size: 'SECRET'}", "live: {open_timeout: 'SECRET', clock: 'SECRET'}", "mask: 'SECRET'", "zones: {z: 'SECRET'}", "events: {types: 'SECRET', sinks: 'SECRET'}"];

    [Theory]
    [MemberData(nameof(PlacesOfSecrets))]
    public void WhatIsRead_PrintsNoSecret(string camera)
    {
        foreach ((string text, string written) in Forms(camera))
        {
            CameraSet set = Yaml.Read(written, ("PASSWORD", Password));
            string printed = string.Join('\n', set.Cameras.Select(one => $"{one}\n{one.Input.Location}\n{one.Input}")) + string.Join('\n', set.Sinks) + set;

            Assert.True(!printed.Contains(Password), text);
            Assert.DoesNotContain("half/", printed);
        }
    }

    [Theory]
    [MemberData(nameof(WrongPlacesOfSecrets))]
    public void Errors_NameNoSecret(string camera)
    {
        foreach ((string text, string written) in Forms(camera))
        {
            string message = Assert.Throws<ConfigurationException>(() => Yaml.Read(written, ("PASSWORD", Password))).ToString();

            Assert.True(!message.Contains(Password), text);
        }
    }

    [Theory]
    [MemberData(nameof(PlacesOfAnything))]
    public void WhatCameFromTheEnvironment_IsShownAsWritten(string line)
    {
        string message = Assert.Throws<ConfigurationException>(() => Yaml.Read(
            $"model: m.onnx\ncameras:\n  a:\n    input: rtsp://cam/1\n    {line.Replace("SECRET", "${PASSWORD}")}\n", ("PASSWORD", Password))).ToString();

        Assert.DoesNotContain(Password, message);
    }

    [Fact]
    public void Variable_IsPutIn_AndNotExpandedAgain()
    {
        CameraSet set = Yaml.Read(
            "model: m.onnx\ncameras: {a: {input: {path: 'rtsp://${HOST}/$${x}', password: '${PASSWORD}'}}}", ("HOST", "cam-7"), ("PASSWORD", "a${HOST}b"));

        Assert.Equal("rtsp://:a%24%7BHOST%7Db@cam-7/${x}", set.Cameras[0].Input.Reveal());
        Assert.Equal("rtsp://${HOST}/$${x}", set.Cameras[0].Input.Location);
        Assert.Equal("${PASSWORD}", set.Cameras[0].Input.Password!.ToString());
    }

    [Fact]
    public void Hide_ReplacesSecretsInForeignTexts_AlsoWhenEscaped()
    {
        SecretSet secrets = Yaml.Read("model: m.onnx\ncameras: {a: {input: {path: rtsp://cam/1, user: me, password: 'Tr0ub4dor&3'}}}").Secrets;

        Assert.Equal("401 for *** and ***, me", secrets.Hide("401 for Tr0ub4dor&3 and Tr0ub4dor%263, me"));
    }

    [Fact]
    public void Hide_LongerSecretFirst()
    {
        SecretSet secrets = Yaml.Read("model: m.onnx\ncameras: {a: {input: {path: rtsp://cam/1, user: abcd, password: abcdefgh}}}").Secrets;

        Assert.Equal("*** ***", secrets.Hide("abcdefgh abcd"));
    }

    private static IEnumerable<(string, string)> Forms(string camera) =>
        new[] { Password, "${PASSWORD}" }.Select(secret => (camera, $"model: m.onnx\ncameras:\n{camera.Replace("SECRET", secret)}\n"));
}

using VideoDyn.Pipeline.Configuration;

namespace VideoDyn.Pipeline.Tests.Configuration;

/// <summary>Reads configurations from test text. Files need not exist; variables are those given.</summary>
internal static class Yaml
{
    public static CameraSet Read(string text, params (string Name, string Value)[] variables) =>
        CamerasFile.Parse(text, "/etc/videodyn/cameras.yaml", Options(variables));

    public static IReadOnlyList<string> Problems(string text, params (string Name, string Value)[] variables) =>
        [.. Assert.Throws<ConfigurationException>(() => Read(text, variables)).Problems.Select(problem => problem.ToString())];

    public static CameraConfiguration Camera(string text) => Assert.Single(Read(text).Cameras);

    public static ConfigurationReadOptions Options(params (string Name, string Value)[] variables) => new()
    {
        CheckFiles = false,
        Environment = name => variables.FirstOrDefault(variable => variable.Name == name).Value,
    };
}

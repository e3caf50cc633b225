using System.Diagnostics;
using System.Text.RegularExpressions;
using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

public sealed partial class MetricsTests : IDisposable
{
    private const string Password = "Pa55-that-nobody-sees";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly HttpClient s_client = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task RunningCameras_ServeMetricsAndHealth_AndNobodySeesThePassword()
    {
        string config = _folder["cameras.yaml"];
        File.WriteAllText(config, $$"""
            model: {{Samples.Model}}
            detect: {fps: 2}
            live: {loop: true}
            cameras:
              looped: {input: "file-as-live:{{Samples.Clip}}"}
              absent: {input: {path: "rtsp://127.0.0.1:9/1", user: me, password: "${CAMERA_PASSWORD}" } }
              also-absent: {input: "rtsp://me:{{Password}}@127.0.0.1:9/1"}
            """);
        return Watched(0, "looped", "absent", "run", "--config", config, "--out", _folder["out"], "--metrics-port", "0", "--verbose", "--log", "debug");
    }

    [Fact]
    public Task RunningCameras_WithoutConfiguration_ServeMetricsAndHealthAsWell() => Watched(
        130, "shapes.mp4", "127.0.0.1", "run", "file-as-live:" + Samples.Clip, $"rtsp://me:{Password}@127.0.0.1:9/1", "--model", Samples.Model,
        "--out", _folder["out"], "--metrics-port", "0", "--log", "debug", "--log-form", "json");

    private async Task Watched(int exitCode, string present, string absent, params string[] arguments)
    {
        ProcessStartInfo start = CliProcess.Command(arguments);
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        start.Environment["CAMERA_PASSWORD"] = Password;
        using Process process = Process.Start(start)!;
        Task<string> printed = process.StandardOutput.ReadToEndAsync();
        string errors = "";
        Uri? address = null;
        while (address is null && await process.StandardError.ReadLineAsync().WaitAsync(s_patience) is { } line)
        {
            errors += line + "\n";
            address = Address().Match(line) is { Success: true } match ? new Uri(match.Value) : null;
        }

        Assert.True(address is not null, errors);
        Task<string> rest = process.StandardError.ReadToEndAsync();
        // A camera's state is told to it by message: its frames may be analyzed a moment before.
        string metrics = await Until(
            new Uri(address, "/metrics"),
            text => Value(text, $"videodyn_analysis_seconds_count{{camera=\"{present}\"}}") >= 2 && Value(text, $"videodyn_camera_up{{camera=\"{present}\"}}") == 1);
        string ready = await s_client.GetStringAsync(new Uri(address, "/health/live"));
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(s_patience);
        errors += await rest;

        Assert.Equal("live\n", ready);
        Assert.Equal(exitCode, process.ExitCode);
        Assert.Equal(1, Value(metrics, $"videodyn_camera_up{{camera=\"{present}\"}}"));
        Assert.True(Value(metrics, $"videodyn_frames_received_total{{camera=\"{present}\"}}") > 0);
        Assert.Equal(0, Value(metrics, $"videodyn_camera_up{{camera=\"{absent}\"}}"));
        string files = string.Concat(Directory.GetFiles(_folder["out"], "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.Contains("videodyn.", files);
        Assert.Contains("1013", errors); // the absent one's attempts are logged
        Assert.DoesNotContain(Password, metrics + errors + await printed + files);
    }

    private static async Task<string> Until(Uri address, Func<string, bool> condition)
    {
        long began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        string text = "";
        while (Stopwatch.GetElapsedTime(began) < s_patience && await timer.WaitForNextTickAsync())
        {
            text = await s_client.GetStringAsync(address);
            if (condition(text))
                return text;
        }

        throw new TimeoutException(text);
    }

    private static double? Value(string metrics, string series) => metrics.Split('\n')
        .Where(line => line.StartsWith(series + " ", StringComparison.Ordinal))
        .Select(line => (double?)double.Parse(line[(series.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture))
        .FirstOrDefault();

    [GeneratedRegex("http://[0-9.:]+/?")]
    private static partial Regex Address();
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VideoDyn.Evaluation.Runs;
using VideoDyn.TestKit;

namespace VideoDyn.Golden.Tests;

/// <summary>
/// Sample clip to boxes, tracks and events by the shipped command, against the clip's truth: no score may fall below
/// what <c>baselines.json</c> holds. Raise the baseline with the change that improves a score.
/// </summary>
public class GoldenClipTests
{
    private const string Model = "models/yolox_nano.onnx";

    /// <summary>Other processors round differently, which moves single boxes over a threshold.</summary>
    private const double Slack = 0.01;

    [SharedDataTheory(Model)]
    [InlineData("plaza", "")]
    [InlineData("street", "")]
    [InlineData("pan", "")]
    [InlineData("dusk", "")]
    [InlineData("plaza", " --relink 1s")]
    [InlineData("street", " --relink 1s")]
    [InlineData("pan", " --relink 1s")]
    [InlineData("dusk", " --relink 1s")]
    public void Scores_OfASampleClip_DoNotFallBelowTheirBaseline(string clip, string more)
    {
        using var folder = new TemporaryFolder();
        string samples = Path.Combine(RepositoryRoot.Path, "samples", "videos");
        Run(["run", Path.Combine(samples, clip + ".mp4"), "--model", SharedData.PathOf(Model), "--confidence", "0.1", "--every", "3", "--detections", "--tracks", "--rules", RulesOf(Path.Combine(samples, clip + ".events.json"), folder), "--out", folder.Path, .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.All(File.ReadLines(Path.Combine(folder.Path, "events.jsonl")), one => Assert.Empty(EventSchemas.Problems(one)));
        RunFolder run = RunFolder.Read(folder.Path);
        RunScores scores = RunScorer.AgainstTruth(
            run, RunTruth.Read(Path.Combine(samples, clip + ".truth.csv"), null, run), 0.35f, TimeSpan.FromSeconds(1));
        var found = new Dictionary<string, double?>
        {
            ["ap50"] = scores.Detections!.Ap50,
            ["mota"] = scores.Tracking!.Clear.Mota,
            ["idf1"] = scores.Tracking.Identity.F1,
            ["hota"] = scores.Tracking.Hota.Hota,
            ["entered_recall"] = scores.EventsByType["videodyn.object.entered"].Recall,
        };
        using var baselines = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "baselines.json")));
        string report = string.Join(", ", found.Select(score => string.Create(CultureInfo.InvariantCulture, $"\"{score.Key}\": {score.Value:0.000}")));
        foreach (JsonProperty baseline in baselines.RootElement.GetProperty(clip + more).EnumerateObject())
            Assert.True(found[baseline.Name] >= baseline.Value.GetDouble() - Slack, $"{clip}{more}: {baseline.Name} fell below {baseline.Value}; found {report}");
    }

    // The rules of a clip's truth, as a user would write them.
    private static string RulesOf(string truth, TemporaryFolder folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(truth));
        List<string> zones = ["zones:"], tripwires = ["tripwires:"];
        foreach (JsonElement rule in document.RootElement.GetProperty("rules").EnumerateArray())
        {
            string line = $"  {rule.GetProperty("name")}: {{coordinates: \"{rule.GetProperty("points").GetRawText().Trim('[', ']').ReplaceLineEndings("").Replace(" ", "")}\"";
            if (rule.GetProperty("kind").GetString() == "tripwire")
                tripwires.Add(line + "}");
            else
                zones.Add($"{line}, dwell: {rule.GetProperty("dwell")}, loitering_time: {rule.GetProperty("loiter")}, loitering_objects: person}}");
        }

        string path = Path.Combine(folder.Path, "rules.yaml");
        File.WriteAllLines(path, zones.Concat(tripwires));
        return path;
    }

    private static void Run(string[] arguments)
    {
        string cli = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", "VideoDyn.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "VideoDyn.Cli.dll"));
        var start = new ProcessStartInfo("dotnet", [cli, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string errors = "";
        process.ErrorDataReceived += (_, line) => errors += line.Data + "\n";
        process.BeginErrorReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}

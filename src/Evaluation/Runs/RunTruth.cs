using System.Globalization;
using System.Text.Json;
using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Events;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Evaluation.Runs;

/// <summary>The truth that a run is compared with: boxes with class names, and events where they are known.</summary>
public sealed class RunTruth
{
    /// <summary>Objects that are hidden more than this do not count.</summary>
    public const float LeastVisibility = 0.3f;

    /// <summary>Objects lower than this at a picture height of <see cref="HeightOfLeast"/> do not count.</summary>
    public const float LeastHeight = 12;

    /// <summary>The picture height that <see cref="LeastHeight"/> refers to.</summary>
    public const float HeightOfLeast = 384;

    private RunTruth(TruthSet boxes, IReadOnlyList<TimedEvent> events) => (Boxes, Events) = (boxes, events);

    /// <summary>The boxes; what does not count is marked.</summary>
    public TruthSet Boxes { get; }

    /// <summary>Expected events; empty when the truth has none.</summary>
    public IReadOnlyList<TimedEvent> Events { get; }

    /// <summary>What must be equal of two events.</summary>
    public static string EventKey(string type, string? rule, string label, string? direction = null) =>
        $"{type}|{rule}|{ClassNames.Canonical(label)}|{direction}";

    /// <summary>Reads a truth file for a run, with <c>NAME.events.json</c> beside <c>NAME.truth.csv</c> where it stands.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classNames">Names of the file's class numbers; null to take those of the events file, else 1 = person.</param>
    /// <param name="run">The run it must fit.</param>
    /// <exception cref="VideoDynException">It cannot be read, or does not fit the run (kind Input).</exception>
    public static RunTruth Read(string path, IReadOnlyDictionary<int, string>? classNames, RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(run);
        var events = new List<TimedEvent>();
        string companion = path.EndsWith(".truth.csv", StringComparison.Ordinal) ? path[..^".truth.csv".Length] + ".events.json" : "";
        if (File.Exists(companion))
            RunText.Json(companion, root => ReadCompanion(root, events, ref classNames));
        TruthSet boxes = TruthFile.Read(path, classNames ?? new Dictionary<int, string> { [1] = "person" });
        if (boxes.FrameCount > run.Frames)
            throw VideoDynException.Input($"{path}: has truth up to frame {boxes.FrameCount}, but the run has {run.Frames} frames");
        TruthGaps.Refuse(boxes, run.Width, run.Height);
        return new RunTruth(Fit(boxes, run), events);
    }

    private static void ReadCompanion(JsonElement root, List<TimedEvent> events, ref IReadOnlyDictionary<int, string>? classNames)
    {
        classNames ??= root.GetProperty("classes").EnumerateObject()
            .ToDictionary(item => int.Parse(item.Name, CultureInfo.InvariantCulture), item => item.Value.GetString()!);
        foreach (JsonElement happened in root.GetProperty("events").EnumerateArray())
        {
            string? rule = happened.TryGetProperty("rule", out JsonElement named) ? named.GetString() : null;
            events.Add(new TimedEvent(
                EventKey(happened.GetProperty("type").GetString()!, rule, happened.GetProperty("label").GetString()!, DirectionOf(happened)),
                TimeSpan.FromSeconds(happened.GetProperty("stream_time").GetDouble())));
        }
    }

    // Truth tells the sign of the cross product; above zero is to the right of the line, which events call in.
    private static string? DirectionOf(JsonElement happened) =>
        happened.TryGetProperty("direction", out JsonElement sign) ? sign.GetInt32() > 0 ? "in" : "out" : null;

    private static TruthSet Fit(TruthSet boxes, RunFolder run)
    {
        // Common detectors call a van a car.
        bool knowsVans = run.Labels.Any(label => ClassNames.Canonical(label) == "van");
        string[] names = [.. boxes.ClassNames.Values.Select(name => !knowsVans && ClassNames.Canonical(name) == "van" ? "car" : name)];
        string[] known = [.. run.Labels.Select(ClassNames.Canonical)];
        if (known.Length > 0 && boxes.BoxCount > 0 && !names.Select(ClassNames.Canonical).Intersect(known).Any())
        {
            throw VideoDynException.Input(
                $"{boxes.Source}: its classes ({string.Join(", ", boxes.ClassNames.Values.Distinct())}) are none of those that the run reports ({string.Join(", ", run.Labels.Take(10))})");
        }

        var numbers = new Dictionary<int, int>();
        foreach ((int number, string name) in boxes.ClassNames)
            numbers[number] = run.ClassOf(ClassAmong(run, !knowsVans && ClassNames.Canonical(name) == "van" ? "car" : name));
        float least = LeastHeight * run.Height / HeightOfLeast;
        return boxes.Select(box => numbers.TryGetValue(box.ClassId, out int kind)
            ? box with { ClassId = kind, Ignore = box.Ignore || box.Visibility < LeastVisibility || box.Box.Height < least }
            : null);
    }

    private static string ClassAmong(RunFolder run, string name) =>
        run.Labels.FirstOrDefault(label => ClassNames.Canonical(label) == ClassNames.Canonical(name)) ?? name;
}

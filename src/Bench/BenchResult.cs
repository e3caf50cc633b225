using VideoDyn.Bench.Html;
using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Output;
using VideoDyn.Temporal.Gates.Recorded;

namespace VideoDyn.Bench;

/// <summary>What a bench has measured.</summary>
public sealed class BenchResult
{
    internal BenchResult(IReadOnlyList<VideoRecord> records, BenchReport report)
    {
        Records = records;
        Report = report;
    }

    /// <summary>What the numbers come from.</summary>
    internal IReadOnlyList<VideoRecord> Records { get; }

    /// <summary>The numbers.</summary>
    public BenchReport Report { get; }

    /// <summary>Writes <c>bench.json</c> and <c>bench.html</c> into a folder, which is made when missing.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="pictures">Whether the page shows frames of the videos.</param>
    /// <returns>The paths.</returns>
    /// <exception cref="VideoDynException">They cannot be written (kind Output).</exception>
    public IReadOnlyList<string> Write(string folder, bool pictures = true)
    {
        string json = WriteJson(folder);
        string html = Path.Combine(folder, "bench.html");
        AtomicFile.Write(html, BenchPage.Render(Report, Records, pictures));
        return [json, html];
    }

    /// <summary>Writes <c>bench.json</c> alone: whole or not at all.</summary>
    /// <returns>The path.</returns>
    /// <exception cref="VideoDynException">It cannot be written (kind Output).</exception>
    public string WriteJson(string folder)
    {
        OutputFolder.Create(folder);
        string json = Path.Combine(folder, "bench.json");
        AtomicFile.Write(json, BenchJson.Serialize(Report));
        return json;
    }

    /// <summary>Writes what each plan's gate decided, one file per video and plan, for the gate <c>recorded</c>.</summary>
    /// <param name="folder">Where to; made when missing.</param>
    /// <returns>The paths.</returns>
    /// <exception cref="VideoDynException">They cannot be written (kind Output).</exception>
    public IReadOnlyList<string> WriteDecisions(string folder)
    {
        OutputFolder.Create(folder);
        List<string> paths = [];
        foreach (VideoRecord record in Records)
        {
            foreach (PlanRecord plan in record.Plans)
            {
                string name = $"{Path.GetFileNameWithoutExtension(record.Options.Input)}.{plan.Plan.Name}.txt";
                string path = Path.Combine(folder, string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || "-_+.".Contains(letter) ? letter : '_')));
                using var text = new StringWriter();
                DecisionRecording.Write(text, plan.Log!.Frames.Select(frame => (frame.Index, frame.Decision)));
                AtomicFile.Write(path, System.Text.Encoding.UTF8.GetBytes(text.ToString()));
                paths.Add(path);
            }
        }

        return paths;
    }
}

using VideoDyn.Bench.Tuning.Layers;
using VideoDyn.Cli.Terminal;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn tune --layers</c>: thresholds of the layers of a model, from video without labels.</summary>
internal static class LayerTuning
{
    public static int Run(LayerTuneOptions options, string folder, bool quiet)
    {
        using var interruption = new Interruption();
        var job = new LayerTuneJob(options);
        LayerVerdict verdict;
        try
        {
            using var status = new StatusLine(Console.Error, !quiet && !Console.IsErrorRedirected);
            verdict = job.Search(status.Show, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Console.Error.WriteLine("videodyn: interrupted before the search was done; nothing was written");
            return ExitCodes.Interrupted;
        }

        if (verdict.Thresholds is null)
        {
            Console.Error.WriteLine($"videodyn: {verdict.Reason}");
            return ExitCodes.Input;
        }

        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "thresholds.json");
        LayerTuneJob.Write(file, verdict, BenchOptionSet.CommandLine());
        if (!quiet)
        {
            Console.WriteLine(verdict.Reason);
            Console.WriteLine($"written  {file}; use it with --region blocks:change,rule=changes,thresholds={file}");
        }

        return ExitCodes.Done;
    }
}

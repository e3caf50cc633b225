using System.Diagnostics;

namespace VideoDyn.TestKit.Loss;

/// <summary>
/// Nothing lost: runs the shipped command again and again with one outbox, kills it (SIGKILL) in the middle of its work,
/// lets the last run end by itself, and compares what the runs emitted with what arrived.
/// </summary>
/// <param name="command">How to start the command with these arguments, e.g. <c>dotnet VideoDyn.Cli.dll</c>.</param>
/// <param name="run">Arguments of the run without output, sink and outbox, e.g. <c>run clip.mp4 --model m.onnx</c>.</param>
/// <param name="folder">An empty folder for outputs and outbox.</param>
public sealed class KilledRuns(Func<string[], ProcessStartInfo> command, IReadOnlyList<string> run, string folder)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private readonly HashSet<string> _emitted = [];

    /// <summary>Kills the command once after each of these numbers of events that it has emitted, then lets it end.</summary>
    /// <param name="receiver">Where the events arrive.</param>
    /// <param name="killAfter">When to kill: events in the run's own file.</param>
    /// <exception cref="InvalidOperationException">A run ended before it was killed, or the last one failed.</exception>
    public async Task<LossReport> RunAsync(IEventReceiver receiver, IReadOnlyList<int> killAfter)
    {
        for (int number = 0; number < killAfter.Count; number++)
            await KillAsync(receiver, number, killAfter[number]);
        (string output, Process process) = Start(receiver, killAfter.Count);
        using (process)
        {
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> prints = process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(s_patience);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"the last run ended with {process.ExitCode}: {await errors}{await prints}");
        }

        _emitted.UnionWith(EventIdentity.OfLines(output));
        return LossReport.Of(killAfter.Count, _emitted, await receiver.ReceivedAsync());
    }

    private async Task KillAsync(IEventReceiver receiver, int number, int after)
    {
        (string output, Process process) = Start(receiver, number);
        using (process)
        {
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> prints = process.StandardOutput.ReadToEndAsync();
            using var limit = new CancellationTokenSource(s_patience);
            using var timer = new PeriodicTimer(s_look);
            while (!process.HasExited && EventIdentity.OfLines(output).Count < after)
                await timer.WaitForNextTickAsync(limit.Token);
            if (process.HasExited)
                throw new InvalidOperationException($"run {number} ended with {process.ExitCode} before it had emitted {after} events: {await errors}{await prints}");
            process.Kill();
            await process.WaitForExitAsync(limit.Token);
        }

        _emitted.UnionWith(EventIdentity.OfLines(output));
    }

    private (string Output, Process Process) Start(IEventReceiver receiver, int number)
    {
        string output = Path.Combine(folder, $"run-{number}");
        ProcessStartInfo start = command(
            [.. run, "--out", output, "--outbox", Path.Combine(folder, "outbox.db"), "--sink", receiver.Address, "--no-progress"]);
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        return (Path.Combine(output, "events.jsonl"), Process.Start(start) ?? throw new InvalidOperationException("the command did not start"));
    }
}

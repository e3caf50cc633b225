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
    private const int MostAttempts = 20;
    private const int KilledExitCode = 128 + 9;
    private readonly HashSet<string> _emitted = [];
    private int _runs;

    /// <summary>Kills the command once after each of these numbers of events that it has emitted, then lets it end.</summary>
    /// <param name="receiver">Where the events arrive.</param>
    /// <param name="killAfter">When to kill: events in the run's own file.</param>
    /// <exception cref="InvalidOperationException">A run failed, or again and again one ended before it was killed.</exception>
    public async Task<LossReport> RunAsync(IEventReceiver receiver, IReadOnlyList<int> killAfter)
    {
        foreach (int after in killAfter)
        {
            // On a busy machine a run may be over before anybody looks again: that one was not killed, the next will be.
            for (int attempt = 1; !await KillAsync(receiver, after); attempt++)
            {
                if (attempt == MostAttempts)
                    throw new InvalidOperationException($"{attempt} runs in a row ended before they had been seen to emit {after} events");
            }
        }

        (string output, Process process) = Start(receiver);
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

    private async Task<bool> KillAsync(IEventReceiver receiver, int after)
    {
        (string output, Process process) = Start(receiver);
        bool isKilled = false;
        using (process)
        {
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> prints = process.StandardOutput.ReadToEndAsync();
            using var limit = new CancellationTokenSource(s_patience);
            using var timer = new PeriodicTimer(s_look);
            while (!process.HasExited && EventIdentity.OfLines(output).Count < after)
                await timer.WaitForNextTickAsync(limit.Token);
            process.Kill();
            await process.WaitForExitAsync(limit.Token);
            isKilled = process.ExitCode == KilledExitCode;
            if (!isKilled && process.ExitCode != 0)
                throw new InvalidOperationException($"a run ended with {process.ExitCode} before it was killed: {await errors}{await prints}");
        }

        _emitted.UnionWith(EventIdentity.OfLines(output));
        return isKilled;
    }

    private (string Output, Process Process) Start(IEventReceiver receiver)
    {
        string output = Path.Combine(folder, $"run-{_runs++}");
        ProcessStartInfo start = command(
            [.. run, "--out", output, "--outbox", Path.Combine(folder, "outbox.db"), "--sink", receiver.Address, "--no-progress"]);
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        return (Path.Combine(output, "events.jsonl"), Process.Start(start) ?? throw new InvalidOperationException("the command did not start"));
    }
}

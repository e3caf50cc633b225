using System.Globalization;
using VideoDyn.TestKit;

namespace VideoDyn.Brokers.TestKit;

/// <summary>How often a broker is harmed: a little in every test run, a lot under <c>VIDEODYN_SOAK=1</c>.</summary>
/// <param name="Kills">SIGKILLs, each with a restart.</param>
/// <param name="Freezes">SIGSTOPs, each until the sink has noticed.</param>
/// <param name="PerSecond">Events due per second.</param>
/// <param name="Patience">How long the whole may take.</param>
public sealed record FaultPlan(int Kills, int Freezes, int PerSecond, TimeSpan Patience)
{
    /// <summary>Part of every test run.</summary>
    public static FaultPlan Short { get; } = new(3, 2, 200, TimeSpan.FromMinutes(3));

    /// <summary>Only with <c>VIDEODYN_SOAK=1</c>.</summary>
    public static FaultPlan Soak { get; } = new(50, 20, 500, TimeSpan.FromMinutes(60));

    /// <summary>Harms a broker while a sink sends to it.</summary>
    /// <param name="run">The sender.</param>
    /// <param name="broker">The broker.</param>
    /// <param name="afterRestart">Called after each restart, before the sender may go on; null for nothing.</param>
    /// <returns>Ids of all events that became due, every one of them confirmed.</returns>
    public async Task<HashSet<string>> CarryOutAsync(FaultRun run, ITestBroker broker, Func<Task>? afterRestart = null)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var stop = new CancellationTokenSource();
        Task<HashSet<string>> sending = run.RunAsync(stop.Token, giveUp.Token);
        for (int fault = 0; fault < Kills + Freezes; fault++)
        {
            await run.WaitForMoreAsync(PerSecond / 2, giveUp.Token);
            int outages = run.Outages;
            // Freezes are spread evenly among the kills.
            bool isFreeze = (fault + 1) * Freezes / (Kills + Freezes) > fault * Freezes / (Kills + Freezes);
            if (isFreeze)
                broker.Freeze();
            else
                await broker.KillAsync();
            await run.WaitForOutageAsync(outages, giveUp.Token);
            if (isFreeze)
            {
                broker.Thaw();
                continue;
            }

            run.Hold();
            await broker.RestartAsync();
            if (afterRestart is not null)
                await afterRestart();
            run.GoOn();
        }

        await run.WaitForMoreAsync(PerSecond / 2, giveUp.Token);
        await stop.CancelAsync();
        return await sending;
    }

    /// <summary>Writes what happened to the folder of soak logs; short runs leave none.</summary>
    /// <param name="name">Name of the log.</param>
    /// <param name="emitted">Ids of all events.</param>
    /// <param name="received">Ids as they arrived, repeated ones included.</param>
    /// <param name="outages">How often the sink noticed.</param>
    public void Log(string name, IReadOnlySet<string> emitted, IReadOnlyList<string> received, int outages)
    {
        if (this != Soak)
            return;
        HashSet<string> arrived = [.. received];
        string folder = Path.Combine(RepositoryRoot.Path, "artifacts", "soak");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{name}.log"), string.Create(CultureInfo.InvariantCulture, $"""
            {name}: {Kills} kills, {Freezes} freezes, {PerSecond} events/s
            emitted and confirmed   {emitted.Count}
            received, different     {arrived.Count}
            received, repeated      {received.Count - arrived.Count}
            never received          {emitted.Count(id => !arrived.Contains(id))}
            outages noticed         {outages}

            """));
    }
}

/// <summary>A fact for the long runs only.</summary>
public sealed class SoakBrokerFactAttribute : FactAttribute
{
    /// <summary>Names the brokers.</summary>
    public SoakBrokerFactAttribute(params Broker[] brokers) =>
        Skip = Environment.GetEnvironmentVariable("VIDEODYN_SOAK") == "1" ? Packages.SkipReason(brokers) : "a long run, only with VIDEODYN_SOAK=1";
}

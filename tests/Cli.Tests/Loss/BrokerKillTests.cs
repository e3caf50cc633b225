using System.Globalization;
using VideoDyn.Brokers.TestKit;
using VideoDyn.TestKit;
using VideoDyn.TestKit.Loss;

namespace VideoDyn.Cli.Tests.Loss;

/// <summary>The shipped command, killed again and again while it sends to the distribution's brokers.</summary>
public sealed class BrokerKillTests : IDisposable
{
    private static readonly int[] s_kills = [2, 9, 10, 20, 31];
    private static readonly int[] s_soakKills = [.. Enumerable.Range(0, 50).Select(number => 1 + (number * 7 % 33))];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BrokerFact(Broker.RabbitMq)]
    public Task FiveKills_WithRabbitMq_LoseNothing() => RabbitMqAsync(s_kills);

    [BrokerFact(Broker.Mosquitto)]
    public Task FiveKills_WithMosquitto_LoseNothing() => MosquittoAsync(s_kills);

    [SoakBrokerFact(Broker.RabbitMq)]
    public async Task FiftyKills_WithRabbitMq_LoseNothing_Soak() => Log("process-rabbitmq", await RabbitMqAsync(s_soakKills));

    [SoakBrokerFact(Broker.Mosquitto)]
    public async Task FiftyKills_WithMosquitto_LoseNothing_Soak() => Log("process-mqtt", await MosquittoAsync(s_soakKills));

    private async Task<LossReport> RabbitMqAsync(int[] kills)
    {
        await using RabbitMqReceiver receiver = await RabbitMqReceiver.StartAsync();
        return Check(await Runs().RunAsync(receiver, kills), kills.Length);
    }

    private async Task<LossReport> MosquittoAsync(int[] kills)
    {
        await using MosquittoReceiver receiver = await MosquittoReceiver.StartAsync();
        return Check(await Runs().RunAsync(receiver, kills), kills.Length);
    }

    private KilledRuns Runs() => new(CliProcess.Command, ["run", Samples.Clip, "--model", Samples.Model], _folder.Path);

    // A duplicate is told by its identity, which the report goes by: what arrived twice is counted once as received.
    private static LossReport Check(LossReport report, int kills)
    {
        Assert.True(report.Kills == kills && report is { Lost.Count: 0, Unknown.Count: 0 }, report.ToString());
        Assert.True(report.Emitted >= 35 && report.Received == report.Emitted, report.ToString());
        Assert.InRange(report.Duplicates, 0, kills * 35);
        return report;
    }

    private static void Log(string name, LossReport report)
    {
        string folder = Directory.CreateDirectory(Path.Combine(RepositoryRoot.Path, "artifacts", "soak")).FullName;
        File.WriteAllText(Path.Combine(folder, $"{name}.log"), string.Create(CultureInfo.InvariantCulture, $"{name}: {report}\n"));
    }
}

using System.Diagnostics;
using System.Globalization;
using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Rtsp.TestKit.Clips;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Chaos;

/// <summary>
/// Cameras of which half misbehave at a time, drawn from a seed: every one comes back in time, the others never notice,
/// the account is exact whenever it is read.
/// </summary>
internal sealed class ChaosRun(int cameras, int seed)
{
    private const string Encoding = "-c:v libx264 -preset ultrafast -tune zerolatency -g 10 -pix_fmt yuv420p";
    private readonly Random _random = new(seed);
    private readonly List<string> _log = [];

    /// <summary>A line for every fault: what, whom, how long until the first picture afterwards.</summary>
    public IReadOnlyList<string> Log => _log;

    /// <summary>Runs until so many faults have happened, and checks everything.</summary>
    public Task RunAsync(int faults) => RunAsync(round => round * (cameras / 2) < faults);

    /// <summary>Runs for as long as it is told to go on, and checks everything.</summary>
    /// <param name="goOn">Asked before each round, with its number.</param>
    public async Task RunAsync(Func<int, bool> goOn)
    {
        var clip = Mp4Clip.Load(TestClips.Make(".mp4", $"-f lavfi -i testsrc2=size=160x120:rate=25:duration=2 {Encoding}"));
        var other = Mp4Clip.Load(TestClips.Make(".mp4", $"-f lavfi -i testsrc2=size=320x240:rate=25:duration=2 {Encoding}"));

        // Native threads that libraries start once take the name of the thread that loads them, here or in an earlier test.
        using (AnalysisSession.Open(SamplePaths.Options))
        {
        }

        int sockets = OpenSockets();
        HashSet<string> before = [.. Threads()];
        ChaosCamera[] all = [.. Enumerable.Range(0, cameras).Select(number => new ChaosCamera($"camera {number}", clip))];
        var host = new CameraHost(new CameraHostOptions { ConnectionsPerSecond = 50, ConnectionBurst = 50 });
        using var stop = new CancellationTokenSource();
        foreach (ChaosCamera camera in all)
            camera.Start(host, stop.Token);
        await UntilAsync(() => Array.TrueForAll(all, camera => camera.Frames > 0), TimeSpan.FromSeconds(30), () => "the cameras did not start", host);

        for (int round = 0; goOn(round); round++)
            await RoundAsync(host, all, other);

        await stop.CancelAsync();
        LedgerSnapshot[] ledgers = [.. (await Task.WhenAll(all.Select(camera => camera.Ended))).Select(result => result.Summary.Ledger!)];
        Assert.All(ledgers, ledger => Assert.True(ledger is { IsBalanced: true, InFlight: 0 }));
        await host.DisposeAsync();
        foreach (ChaosCamera camera in all)
            await camera.DisposeAsync();
        await UntilAsync(() => CameraThreads(before).Length == 0, TimeSpan.FromSeconds(10), () => $"threads are left: {string.Join(", ", CameraThreads(before))}");
        await UntilAsync(() => OpenSockets() <= sockets, TimeSpan.FromSeconds(10), () => $"{OpenSockets()} sockets are left beyond the {sockets} before");
    }

    private async Task RoundAsync(CameraHost host, ChaosCamera[] all, Mp4Clip other)
    {
        ChaosCamera[] order = [.. all.OrderBy(_ => _random.Next())];
        ChaosCamera[] broken = order[..(all.Length / 2)], well = order[(all.Length / 2)..];
        ChaosFault[] faults = [.. broken.Select(_ => ChaosFault.Draw(_random, other))];
        for (int which = 0; which < broken.Length; which++)
            await broken[which].BreakAsync(faults[which]);
        long began = Stopwatch.GetTimestamp();
        await LetPassAsync(TimeSpan.FromMilliseconds(300 + _random.Next(900)), host);

        // Who is well has looked at pictures that came in after the others broke.
        await UntilAsync(() => Array.TrueForAll(well, camera => camera.HasSeenSince(began)), TimeSpan.FromSeconds(2), () => "a camera that is well starved", host);
        long[] healed = [.. broken.Select((camera, which) => camera.Heal(faults[which]))];
        TimeSpan?[] back = new TimeSpan?[broken.Length];
        await UntilAsync(
            () =>
            {
                for (int which = 0; which < broken.Length; which++)
                    back[which] ??= broken[which].HasSeenSince(healed[which]) ? Stopwatch.GetElapsedTime(healed[which]) : null;
                return Array.TrueForAll(back, time => time is not null);
            },
            ChaosCamera.Bound,
            () => $"no picture in time after: {string.Join(", ", faults.Select(fault => fault.Name))}",
            host);
        for (int which = 0; which < broken.Length; which++)
            _log.Add(string.Create(CultureInfo.InvariantCulture, $"{broken[which].Name}: {faults[which].Name}, back after {back[which]!.Value.TotalSeconds:F2} s"));
    }

    private static Task LetPassAsync(TimeSpan time, CameraHost host)
    {
        long began = Stopwatch.GetTimestamp();
        return UntilAsync(() => Stopwatch.GetElapsedTime(began) >= time, time + TimeSpan.FromMinutes(1), () => "time stands still", host);
    }

    private static async Task UntilAsync(Func<bool> condition, TimeSpan limit, Func<string> failure, CameraHost? host = null)
    {
        long began = Stopwatch.GetTimestamp();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(began) > limit)
                Assert.Fail($"{failure()} ({limit.TotalSeconds:F1} s)");
            Assert.All(host?.Status() ?? [], status => Assert.True(status.Ledger?.IsBalanced ?? true));
            await look.WaitForNextTickAsync();
        }
    }

    private static int OpenSockets() => Directory.GetFiles("/proc/self/fd").Count(file => LinkOf(file)?.StartsWith("socket:", StringComparison.Ordinal) == true);

    private static string[] Threads() => Directory.GetDirectories("/proc/self/task");

    // Threads of actors carry the path of their actor.
    private static string[] CameraThreads(HashSet<string> before) =>
        [.. Threads().Where(task => !before.Contains(task)).Select(task => TextOf(Path.Combine(task, "comm")).Trim()).Where(name => name.StartsWith("/cameras", StringComparison.Ordinal))];

    private static string? LinkOf(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget;
        }
        catch (IOException)
        {
            return null; // closed meanwhile
        }
    }

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // ended meanwhile
        }
    }
}

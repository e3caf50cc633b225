using FsCheck;
using FsCheck.Fluent;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>Whatever is broken and wherever the reader stops, every packet has one outcome.</summary>
public sealed class LedgerPropertyTests : LeaseGuard
{
    private static readonly string[] s_codings =
    [
        "-c:v libx264 -bf 2 -g 8", "-c:v mpeg4 -bf 2 -g 6", "-c:v mjpeg", "-c:v libvpx -b:v 200k -auto-alt-ref 1 -lag-in-frames 8", "-c:v ffv1",
    ];

    [Fact]
    public void Ledger_RandomDamageAndStop_Balances()
    {
        using var folder = new TemporaryFolder();
        Config config = Config.QuickThrowOnFailure.WithMaxTest(120).WithReplay(1234567, 89);
        Check.One(config, Prop.ForAll<int, byte, byte>((seed, damage, stop) => Balances(folder["clip.mkv"], seed, damage, stop)));
    }

    private static bool Balances(string path, int seed, byte damage, byte stop)
    {
        var random = new Random(seed);
        string clip = TestClips.Make(".mkv", $"-f lavfi -i testsrc2=size=64x48:rate=10:duration=3 {s_codings[random.Next(s_codings.Length)]}");
        byte[] bytes = File.ReadAllBytes(clip);
        int header = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x1F, 0x43, 0xB6, 0x75]) + 16;
        for (int i = 0; i < damage % 60; i++)
            bytes[random.Next(header, bytes.Length)] ^= (byte)random.Next(1, 256);
        File.WriteAllBytes(path, bytes);

        var ledger = new FrameLedger();
        int stopAfter = (stop & 1) == 0 ? int.MaxValue : stop / 6;
        var options = new MediaSourceOptions
        {
            DecodeThreads = 1 + (seed & 1),
            Start = TimeSpan.FromSeconds(random.Next(3) == 0 ? random.NextDouble() * 2 : 0),
            Duration = random.Next(3) == 0 ? TimeSpan.FromSeconds(0.1 + random.NextDouble()) : null,
        };
        int held = 0;
        TimeSpan last = TimeSpan.MinValue;
        try
        {
            using VideoFileSource source = MediaSource.Open(path, options, ledger, default);
            while (held < stopAfter && source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
            {
                Assert.True(frame!.StreamTime >= last && frame.StreamTime >= options.Start);
                last = frame.StreamTime;
                held++;
                frame.Dispose();
                Assert.True(ledger.InFlight >= held);
            }
        }
        catch (VideoDynException error) when (error.Kind == ErrorKind.Input)
        {
            Assert.NotEmpty(error.Message); // damage may reach the container
        }

        Assert.Equal(held, ledger.InFlight);
        for (int i = 0; i < held; i++)
            ledger.Analyze();
        LedgerSnapshot end = ledger.Snapshot();
        return end.IsBalanced && end.InFlight == 0 && end.Analyzed == held && end.Decoded <= end.Received;
    }
}

using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Decoding;
using VideoDyn.Pipeline.Running;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Running;

/// <summary>Streams that no camera should send, through every kind of gate and of decoding: all is accounted for, and what is there is seen.</summary>
public sealed class OddStreamTests : LeaseGuard
{
    private static readonly string[] s_gates = ["every-n:7", "motion", "change:events=on", "any(change+every-n:40)", "all(change+motion)"];

    private static readonly (string Name, string Clip)[] s_streams =
    [
        ("one frame", "-f lavfi -i testsrc2=size=96x64:rate=10 -frames:v 1 -pix_fmt yuv420p -c:v libx264"),
        ("all frames identical", "-f lavfi -i smptebars=size=96x64:rate=10:duration=12 -pix_fmt yuv420p -c:v libx264 -bf 2 -g 20"),
        ("all frames different", "-f lavfi -i mandelbrot=size=96x64:rate=10:start_scale=2:end_scale=0.1:end_pts=40 -frames:v 60 -vf hue=h=n*37 -pix_fmt yuv420p -c:v libx264 -bf 0 -g 20"),
        ("10,000 frames a second", "-f lavfi -i testsrc2=size=96x64:rate=10000 -frames:v 200 -pix_fmt yuv420p -c:v libx264 -bf 2 -g 50"),
        ("no key frame for a minute", "-f lavfi -i smptebars=size=96x64:rate=10:duration=66 -pix_fmt yuv420p -c:v libx264 -bf 0 -g 100000 -sc_threshold 0"),
        ("times that repeat and jump", "-f lavfi -i testsrc2=size=96x64:rate=10 -frames:v 90 -vf setpts=floor(N/4)*4+30*gt(mod(N\\,20)\\,9) -fps_mode passthrough -pix_fmt yuv420p -c:v libx264 -bf 0 -g 30"),
    ];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach ((string name, _) in s_streams)
        {
            foreach (string decode in DecodeNames.Names)
                cases.Add(name, decode);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryGate_AccountsForEveryFrame_LooksAtTheFirst_AndRepeats(string stream, string decode)
    {
        string clip = TestClips.Make(".mkv", s_streams.Single(one => one.Name == stream).Clip);
        foreach (string gate in s_gates)
        {
            AnalysisOptions options = SamplePaths.Options with { Input = clip, Gate = gate, Decode = decode };
            (List<GateDecision> decisions, LedgerSnapshot ledger) = Run(options);

            Assert.True(ledger is { IsBalanced: true, InFlight: 0 }, $"{gate}: {ledger}");
            Assert.Equal(ledger.Received, decisions.Count + ledger.Failed.Values.Sum() + ledger.Dropped.Values.Sum());
            Assert.True(decisions[0].Outcome == GateOutcome.Analyze, $"{gate} begins with {decisions[0]}");
            if (decode == DecodeNames.Idle)
                Assert.Equal(decisions, Run(options).Decisions);
        }
    }

    [Fact]
    public void SixtySecondsWithoutAKeyFrame_AreLookedAtEveryTenSeconds_WhateverIsDecoded()
    {
        string clip = TestClips.Make(".mkv", s_streams.Single(one => one.Name == "no key frame for a minute").Clip);
        foreach (string decode in DecodeNames.Names)
        {
            (List<GateDecision> decisions, _) = Run(SamplePaths.Options with { Input = clip, Gate = "change", Decode = decode });
            int[] looks = [.. decisions.Index().Where(one => one.Item.Outcome == GateOutcome.Analyze).Select(one => one.Index)];
            Assert.InRange(looks.Length, 6, 8);
            Assert.All(looks.Zip(looks.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 100, 115));
        }
    }

    private static (List<GateDecision> Decisions, LedgerSnapshot Ledger) Run(AnalysisOptions options)
    {
        using AnalysisSession session = AnalysisSession.Open(options);
        var log = new Log();
        Assert.True(session.CreateRun(log).Run(CancellationToken.None));
        return (log.Decisions, session.Source.Ledger.Snapshot());
    }

    private sealed class Log : IFrameObserver
    {
        public List<GateDecision> Decisions { get; } = [];

        public Stage Stage => Stage.Rest;

        public bool NeedsPixels => false;

        public void OnFrame(FrameView view) => Decisions.Add(view.Decision);
    }
}

using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Gates;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Audit;

/// <summary>Audits of a scripted stream in which a person jumps aside every fourth frame.</summary>
public class AuditorTests : LeaseGuard
{
    private static readonly string[] s_labels = ["person", "chair"];

    [Fact]
    public void Agreement_IsThatOfAllAuditedFrames_AndTellsAnalyzedAndCarriedOnesApart()
    {
        (Auditor auditor, List<FrameAudit?> found, long audited) = Run(100, new AuditOptions { Every = TimeSpan.FromSeconds(0.1), Share = 1, LeastBoxes = 10 }, new EveryNGate(2));

        var expected = new AgreementMeter(s_labels);
        for (int index = 1; index < 100; index++)
            expected.Add(TimeSpan.Zero, See(index), See(index / 2 * 2));
        AuditRecord record = auditor.Record;
        Assert.Equal(expected.Report().Agreement.Counts, record.Agreement.Counts);
        Assert.Equal((99, 49, 99), (record.Frames, record.AnalyzedFrames, audited));
        Assert.Equal((1.0, 49), (record.Analyzed.Value, record.Analyzed.Counts.Reference));
        Assert.Equal(0.5, record.Carried.Value!.Value, 2);
        Assert.InRange(record.Agreement.Value!.Value, record.Agreement.Interval!.Value.Low, record.Agreement.Interval.Value.High);
        // Gates are told, frame by frame.
        Assert.Null(found[0]);
        Assert.Equal(new FrameAudit(1, 1, 0, 0, true), found[2]);
        Assert.Contains(new FrameAudit(1, 0, 1, 1, false), found);
    }

    [Fact]
    public void Audits_StayWithinTheirShareOfTheWork_AndCountWhatTheyLeaveOut()
    {
        (Auditor auditor, _, long audited) = Run(1000, new AuditOptions { Every = TimeSpan.FromSeconds(0.1) }, new EveryNGate(5));

        AuditRecord record = auditor.Record;
        Assert.Equal(record.Frames, audited);
        Assert.Equal(999, record.Frames + record.LeftOut);
        // 200 analyses of 100 MACs: 10 audits of as many are less than a twentieth of all, 11 would be more.
        Assert.Equal(1000, record.Macs);
    }

    [Fact]
    public void OwnDenseAnalyses_AreNotRepeated()
    {
        (Auditor auditor, _, long audited) = Run(100, new AuditOptions { Every = TimeSpan.FromSeconds(0.1) }, new AllGate(), isOwn: false);

        Assert.Equal((99, 0, 99), (auditor.Record.Frames, auditor.Record.Macs, audited));
        Assert.Equal(99, auditor.Record.Agreement.Counts.Matched);
    }

    [Fact]
    public void AgreementBelowTheTarget_WarnsOnce()
    {
        List<string> warnings = [];
        var options = new AuditOptions { Every = TimeSpan.FromSeconds(0.1), Share = 1, LeastBoxes = 50, Target = 0.9 };
        (Auditor auditor, _, _) = Run(200, options, new EveryNGate(2), warned: warnings.Add);

        Assert.StartsWith("the agreement with dense is 0.", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("below the target of 0.9", auditor.Warning, StringComparison.Ordinal);
        Assert.True(auditor.Record.IsBelowTarget);
    }

    [Fact]
    public void TooFewBoxes_ArePrintedAsUndefined_AndWarnOfNothing()
    {
        List<string> warnings = [];
        (Auditor auditor, _, _) = Run(50, new AuditOptions { Every = TimeSpan.FromSeconds(0.1), Share = 1, Target = 0.99 }, new EveryNGate(2), warned: warnings.Add);

        Assert.Empty(warnings);
        Assert.Null(auditor.Warning);
        Assert.Equal("undefined (49 of 200 reference boxes)", auditor.Record.Agreement.ToString());
    }

    [Fact]
    public void OptionsOutOfRange_AreAllNamed()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => new AuditOptions { Every = TimeSpan.Zero, Share = 0, Target = 2 }.Validate());

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.All(["Every", "Share", "Target"], name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    // In every fourth frame the person is elsewhere.
    private static Detection[] See(long index) => [new(index % 4 == 1 ? new BoundingBox(8, 2, 12, 10) : new BoundingBox(1, 2, 5, 10), 0, 0.8f)];

    private static (Auditor Auditor, List<FrameAudit?> Found, long Audited) Run(
        int frames, AuditOptions options, IGate gate, bool isOwn = true, Action<string>? warned = null)
    {
        using var source = new ScriptedSource(frames);
        using var analyzer = new Seer();
        using var dense = new Seer();
        using var auditor = new Auditor(options, "a", isOwn ? dense : analyzer, isOwn, isLive: false) { Warned = warned };
        var listener = new Listener(gate);
        new StreamRun(source, listener, new DenseRegion(), analyzer, [], auditor: auditor).Run(CancellationToken.None);
        return (auditor, listener.Audits, source.Ledger.Snapshot().Audited);
    }

    private sealed class Listener(IGate inner) : IGate
    {
        public List<FrameAudit?> Audits { get; } = [];

        public GateDecision Decide(long frameIndex, FrameLease frame) => inner.Decide(frameIndex, frame);

        public void Learn(in GateFeedback feedback) => Audits.Add(feedback.Audit);
    }

    private sealed class Seer : IAnalyzer
    {
        public AnalyzerInfo Info { get; } = new()
        {
            Model = "seer.onnx",
            ModelSha256 = new string('0', 64),
            Head = "seer",
            Labels = s_labels,
            Confidence = 0.35f,
            InputWidth = 16,
            InputHeight = 16,
            DenseMacs = 100,
            Threads = 1,
        };

        public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
        {
            observations.Clear();
            foreach (Detection detection in See(frame.Index))
                observations.Add(detection);
            observations.Macs = Info.DenseMacs;
            observations.ExecutedShare = 1;
        }

        public void Dispose()
        {
        }
    }
}

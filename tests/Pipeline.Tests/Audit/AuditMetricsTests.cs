using System.Diagnostics.Metrics;
using VideoDyn.Core.Ledger;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Observability;

namespace VideoDyn.Pipeline.Tests.Audit;

public class AuditMetricsTests
{
    [Fact]
    public void RunningAgreement_IsToldWithItsInterval_AndOnlyOnceItIsKnown()
    {
        var log = new AuditLog(20);
        AuditRecord record = AuditRecord.None(20) with { Target = 0.9, LeftOut = 3 };
        Dictionary<string, double> before = Read(record);
        Assert.Equal(["videodyn.audit.boxes", "videodyn.audit.left_out", "videodyn.audit.target"], before.Keys.Order());

        for (int audit = 0; audit < 10; audit++)
            log.Add(new MatchCounts(4, audit % 2 == 0 ? 4 : 3, audit % 2, 0, 3), isAnalyzed: false);
        Dictionary<string, double> after = Read(record with { Frames = 10, ReferenceBoxes = 40, Agreement = log.Measure(null) });

        Assert.Equal(70.0 / 75, after["videodyn.audit.agreement"], 6);
        Assert.InRange(after["videodyn.audit.agreement"], after["videodyn.audit.agreement_low"], after["videodyn.audit.agreement_high"]);
        Assert.Equal((40, 3, 0.9), (after["videodyn.audit.boxes"], after["videodyn.audit.left_out"], after["videodyn.audit.target"]));
    }

    [Fact]
    public void Log_KeepsTheLatestAudits()
    {
        var log = new AuditLog(1);
        for (int audit = 0; audit < AuditLog.Length + 5; audit++)
            log.Add(new MatchCounts(audit < 10 ? 100 : 1, 1, 0, 0, 1), isAnalyzed: audit % 2 == 0);

        Assert.Equal(AuditLog.Length - 5 + 500, log.Measure(null).Counts.Reference);
        Assert.Equal(AuditLog.Length, log.Measure(true).Counts.Matched + log.Measure(false).Counts.Matched);
    }

    private static Dictionary<string, double> Read(AuditRecord record)
    {
        using var metrics = new CameraMetrics(() => [new CameraReading(new CameraStatus("gate", CameraState.Running, new FrameLedger().Snapshot(), null, null, 0), [], null) { Audit = record }]);
        Dictionary<string, double> found = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter == metrics.Meter && instrument.Name.StartsWith("videodyn.audit.", StringComparison.Ordinal))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => found[instrument.Name] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => found[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return found;
    }
}

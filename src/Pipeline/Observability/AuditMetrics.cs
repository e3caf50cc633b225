using System.Diagnostics.Metrics;
using VideoDyn.Pipeline.Audit;

namespace VideoDyn.Pipeline.Observability;

/// <summary>The instruments of audits: nothing is said while too few boxes were compared.</summary>
internal static class AuditMetrics
{
    public static void Add(Meter meter, Func<IReadOnlyList<CameraReading>> read)
    {
        meter.CreateObservableGauge("videodyn.audit.agreement", () => Each(read, audit => audit.Agreement.Value), null, "Running agreement with dense of audited frames.");
        meter.CreateObservableGauge("videodyn.audit.agreement_low", () => Each(read, audit => audit.Agreement.Interval?.Low), null, "Lower end of its 95 % interval.");
        meter.CreateObservableGauge("videodyn.audit.agreement_high", () => Each(read, audit => audit.Agreement.Interval?.High), null, "Upper end of its 95 % interval.");
        meter.CreateObservableGauge("videodyn.audit.target", () => Each(read, audit => audit.Target), null, "The agreement that was asked for.");
        meter.CreateObservableCounter("videodyn.audit.boxes", () => Each(read, audit => (long?)audit.ReferenceBoxes), "{object}", "Boxes of dense in audited frames.");
        meter.CreateObservableCounter("videodyn.audit.left_out", () => Each(read, audit => (long?)audit.LeftOut), "{frame}", "Audits left out because they would have taken more than their share of the work.");
    }

    private static IEnumerable<Measurement<T>> Each<T>(Func<IReadOnlyList<CameraReading>> read, Func<AuditRecord, T?> value)
        where T : struct =>
        from reading in read()
        where reading.Audit is not null
        let now = value(reading.Audit!)
        where now is not null
        select new Measurement<T>(now.Value, new KeyValuePair<string, object?>("camera", reading.Status.Name));
}

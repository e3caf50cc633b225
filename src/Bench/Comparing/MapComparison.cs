using VideoDyn.Bench.Reports;
using VideoDyn.Core.Analysis;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Segmentation;
using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Bench.Comparing;

/// <summary>
/// Class maps of a segmenter: mean intersection over union and share of equal pixels, on the reference's grid. A map of
/// another size is read at the pixel that shows the same place of the frame.
/// </summary>
internal static class MapComparison
{
    public static PlanQuality Compare(LoggedPlan reference, LoggedPlan plan, int frames, AgreementOptions options)
    {
        int labels = reference.Info.Labels.Count;
        int[]? classes = LabelMap.Between(plan.Info.Labels, reference.Info.Labels);
        // One class more than the reference has: what it does not know, and pixels that the plan did not look at.
        var meter = new SegmentationMeter(Math.Min(labels + 1, SegmentationMeter.Ignored));
        var unknown = (byte)Math.Min(labels, SegmentationMeter.Ignored - 1);
        var segments = new SegmentCounts(options.SegmentLength);
        var expected = new ClassMap();
        var own = new ClassMap();
        byte[] found = [];
        (int, int) shown = (-1, -1);
        long right = 0;
        var stretches = new List<ClassOverlaps>();
        ClassOverlaps counted = meter.Overlaps();
        long stretch = -1;
        for (int frame = 0; frame < frames; frame++)
        {
            (int, int) results = (reference.Log.Frames[frame].Result, plan.Log.Frames[frame].Result);
            if (results.Item1 < 0)
                continue;
            if (results != shown)
            {
                reference.Log.Maps.Read(results.Item1, expected);
                found = found.Length == expected.Classes.Length ? found : new byte[expected.Classes.Length];
                Place(plan, results.Item2, own, expected, classes, unknown, found);
                right = Equal(expected.Classes, found);
                shown = results;
            }

            long now = (long)Math.Floor((double)reference.Log.Frames[frame].StreamTime.Ticks / options.SegmentLength.Ticks);
            if (now != stretch && stretch >= 0)
                EndStretch();
            stretch = now;
            meter.Add(expected.Classes, found);
            segments.Add(reference.Log.Frames[frame].StreamTime, PlanComparison.Share(right, found.Length));
        }

        if (stretch >= 0)
            EndStretch();
        MeasureReport pixels = ReportNumbers.Measure(AgreementMeasure.Over(segments.All, options with { MinimumReferenceBoxes = 1 }));
        Dictionary<string, double?> byClass = Enumerable.Range(0, labels)
            .Where(label => meter.IntersectionOverUnion(label) is not null)
            .ToDictionary(label => reference.Info.Labels[label], label => ReportNumbers.Round(meter.IntersectionOverUnion(label)));
        // A picture of nothing but background would agree with everything that sees nothing.
        bool isDefined = byClass.Count > 1;
        double? mean = isDefined ? ReportNumbers.Round(meter.MeanIntersectionOverUnion) : null;
        ConfidenceInterval? interval = isDefined ? MeanOverlapBootstrap.Interval([stretches], options.Bootstrap) : null;
        return new PlanQuality
        {
            Headline = pixels with { Value = mean, Low = ReportNumbers.Round(interval?.Low), High = ReportNumbers.Round(interval?.High) },
            Overlaps = isDefined ? stretches : null,
            Segmentation = new SegmentationSection(mean, byClass, pixels with { Value = isDefined ? pixels.Value : null, Low = isDefined ? pixels.Low : null, High = isDefined ? pixels.High : null }),
        };

        void EndStretch()
        {
            ClassOverlaps all = meter.Overlaps();
            stretches.Add(all.Since(counted));
            counted = all;
        }
    }

    private static void Place(LoggedPlan plan, int result, ClassMap own, ClassMap grid, int[]? classes, byte unknown, byte[] found)
    {
        if (result < 0)
        {
            Array.Fill(found, unknown);
            return;
        }

        plan.Log.Maps.Read(result, own);
        byte[] names = [.. Enumerable.Range(0, 256).Select(id => Name(id))];
        int[] columns = Positions(grid.Width, grid.Area.X1, grid.Area.X2, own.Width, own.Area.X1, own.Area.X2);
        int[] rows = Positions(grid.Height, grid.Area.Y1, grid.Area.Y2, own.Height, own.Area.Y1, own.Area.Y2);
        ReadOnlySpan<byte> source = own.Classes;
        for (int y = 0; y < rows.Length; y++)
        {
            Span<byte> row = found.AsSpan(y * grid.Width, grid.Width);
            for (int x = 0; x < row.Length; x++)
                row[x] = rows[y] < 0 || columns[x] < 0 ? unknown : names[source[(rows[y] * own.Width) + columns[x]]];
        }

        byte Name(int id)
        {
            int mapped = id < plan.Info.Labels.Count ? LabelMap.Apply(classes, id) : -1;
            return mapped < 0 ? unknown : (byte)mapped;
        }
    }

    /// <summary>Which pixel of one grid shows the centre of each pixel of another; -1 for none.</summary>
    private static int[] Positions(int count, float first, float end, int sourceCount, float sourceFirst, float sourceEnd)
    {
        var positions = new int[count];
        for (int i = 0; i < count; i++)
        {
            double place = first + ((i + 0.5) * ((double)end - first) / count);
            double source = Math.Floor((place - sourceFirst) / ((double)sourceEnd - sourceFirst) * sourceCount);
            positions[i] = source >= 0 && source < sourceCount ? (int)source : -1;
        }

        return positions;
    }

    private static long Equal(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        long equal = 0;
        for (int i = 0; i < a.Length; i++)
            equal += a[i] == b[i] ? 1 : 0;
        return equal;
    }
}

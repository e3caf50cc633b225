using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Inference.Crops;
using VideoDyn.Spatial.Analysis;

namespace VideoDyn.Spatial.Crops.Costs;

/// <summary>Measures on a picture what each way to look at it costs. Forgets what the block engine knew.</summary>
internal static class CostMeasurement
{
    /// <summary>Measures; takes about four times what all ways together cost.</summary>
    public static AnalysisCosts Of(CropDetector detector, BlockAnalyzer? blocks, IReadOnlyList<CropSize> sizes, FrameLease frame)
    {
        AnalyzerInfo info = detector.Info;
        var found = new List<CropFinding>();
        var account = new Observations();
        List<AnalysisCost> entries = [];
        if (blocks is null)
            entries.Add(new AnalysisCost("dense", info.InputWidth, info.InputHeight, 1, CostMeter.Measure(info.Threads, () => Run(() => detector.DetectFrame(frame, found, account)))));
        else
            Add(entries, blocks, info, frame, account);
        foreach (CropSize size in sizes)
        {
            // Crops that share an input are measured as many as fill it.
            int together = detector.MosaicSizes.Contains(size) ? (int)Math.Max(1, info.DenseMacs / size.Macs) : 1;
            var crop = new CropArea(
                new BoundingBox(0, 0, Math.Min(size.Width, frame.Format.Width), Math.Min(size.Height, frame.Format.Height)), size.Width, size.Height, CropReason.Scan);
            CropArea[] crops = [.. Enumerable.Repeat(crop, together)];
            double time = CostMeter.Measure(info.Threads, () => Run(() => detector.Detect(frame, crops, found, account)));
            entries.Add(new AnalysisCost("crops", size.Width, size.Height, 1, time / together));
        }

        return new AnalysisCosts
        {
            ModelSha256 = info.ModelSha256,
            Threads = info.Threads,
            InstructionSet = InstructionSet.Active.ToString().ToLowerInvariant(),
            Entries = entries,
        };

        void Run(Action work)
        {
            found.Clear();
            account.Clear();
            work();
        }
    }

    private static void Add(List<AnalysisCost> entries, BlockAnalyzer blocks, AnalyzerInfo info, FrameLease frame, Observations account)
    {
        double full = CostMeter.Measure(info.Threads, () => blocks.Analyze(frame, RegionPlan.Dense, account));
        int side = blocks.BlockSize;
        var mask = new BlockMask((info.InputWidth + side - 1) / side, (info.InputHeight + side - 1) / side);
        mask[mask.Rows / 2, mask.Columns / 2] = true;
        double one = CostMeter.Measure(info.Threads, () => blocks.Analyze(frame, new RegionPlan.BlockPlan(mask), account));
        double share = account.ExecutedShare;
        foreach (IStateSlot slot in blocks.Slots)
            slot.Reset(StateReset.Outage);
        entries.Add(new AnalysisCost("dense", info.InputWidth, info.InputHeight, 1, full));
        entries.Add(new AnalysisCost("blocks", info.InputWidth, info.InputHeight, share, one));
        entries.Add(new AnalysisCost("blocks", info.InputWidth, info.InputHeight, 1, full));
    }
}

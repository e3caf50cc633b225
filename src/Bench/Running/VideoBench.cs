using System.Diagnostics;
using VideoDyn.Bench.Comparing;
using VideoDyn.Bench.Logging;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Statistics;
using VideoDyn.Media.Probing;
using VideoDyn.Pipeline;

namespace VideoDyn.Bench.Running;

/// <summary>
/// Runs dense and every plan over one video, side by side in this process: all plans take turns, slice by slice of stream
/// time and in changing order, so that a slow phase of the machine hits all alike. Each plan decodes for itself.
/// </summary>
internal sealed class VideoBench
{
    private readonly BenchOptions _options;
    private readonly Action<string> _progress;
    private readonly VideoRecord _record;
    private ModelFacts? _model;

    /// <summary>Prepares it.</summary>
    /// <param name="options">What to compare.</param>
    /// <param name="progress">Told in a few words what is being done.</param>
    /// <exception cref="VideoDynException">Options cannot work (kind Configuration).</exception>
    public VideoBench(BenchOptions options, Action<string> progress)
    {
        options.Require();
        _options = options;
        _progress = progress;
        List<Plan> plans = [new Plan(), .. options.Plans.Where(plan => plan.Name != "dense")];
        if (options.Reference is { } reference && plans.TrueForAll(plan => plan.Name != reference.Name))
            plans.Add(reference);
        PlanRecord[] records = [.. plans.Select(plan => new PlanRecord { Plan = plan })];
        _record = new VideoRecord
        {
            Options = options,
            Plans = records,
            Reference = records.First(record => record.Plan.Name == (options.Reference?.Name ?? "dense")),
        };
    }

    /// <summary>Runs; ends early with what is done when cancelled.</summary>
    /// <exception cref="VideoDynException">Input, model or truth cannot be used.</exception>
    public VideoRecord Run(CancellationToken cancellationToken)
    {
        try
        {
            MediaProbeResult probe = MediaProbe.Probe(_options.Input, cancellationToken);
            Learn(cancellationToken);
            WarmUp(probe, cancellationToken);
            for (int pass = 0; pass < _options.MaxRepeats; pass++)
            {
                RunPass(pass, FramesOf(probe), cancellationToken);
                if (pass + 1 >= _options.MinRepeats && IsPreciseEnough())
                    break;
            }

            if (_options.NoiseFloor)
            {
                _progress("noise floor");
                NoiseFloor.Measure(_record, _options.Analysis(new Plan(), _model), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _record.IsInterrupted = true;
            _record.Missing.Add(_record.Dense.Passes.Count switch
            {
                0 => "interrupted before anything was measured",
                int done => FormattableString.Invariant(
                    $"interrupted: {done} of up to {_options.MaxRepeats} passes are in the report, {_record.StreamSeconds:F1} s of the video"),
            });
        }

        if (_options.NoiseFloor && _record.NoiseFloor.Count < NoiseFloor.Changes)
            _record.Missing.Add("the noise floor was not measured to its end");
        using var process = Process.GetCurrentProcess();
        _record.PeakResident = process.PeakWorkingSet64;
        return _record;
    }

    /// <summary>Opens the dense model once to learn what it does; sizes, scores and trackers of the plans depend on it.</summary>
    private void Learn(CancellationToken cancellationToken)
    {
        _progress("opening the model");
        using AnalysisSession session = AnalysisSession.Open(_options.Analysis(new Plan()), cancellationToken);
        _model = ModelFacts.Of(session.Analyzer.Info);
        if (_options.Truth is not null && _model.Task != Core.Analysis.AnalysisTask.Detect)
            throw VideoDynException.Configuration($"--truth scores boxes, but {session.Analyzer.Info.Model} is no detector");
    }

    /// <summary>Runs every plan over the beginning, once: compilers, caches and the decoder's tables are warm afterwards.</summary>
    private void WarmUp(MediaProbeResult probe, CancellationToken cancellationToken)
    {
        TimeSpan length = _options.Duration is { } duration && duration < _options.WarmUp ? duration : _options.WarmUp;
        foreach (PlanRecord plan in _record.Plans)
        {
            _progress($"warm-up of {plan.Plan.Name}");
            long resident = Environment.WorkingSet;
            double before = Environment.CpuUsage.TotalTime.TotalSeconds;
            // A warm-up of no length still opens the model: an unusable plan must be told before hours are spent.
            using Lane lane = Open(plan, null, length > TimeSpan.Zero ? length : TimeSpan.FromSeconds(0.1), cancellationToken);
            Check(plan, lane, probe);
            while (!lane.Ended && length > TimeSpan.Zero)
                lane.RunUntil(TimeSpan.MaxValue, cancellationToken);
            plan.ResidentGrowth = Math.Max(0, Environment.WorkingSet - resident);
            plan.WarmUpCpu = Environment.CpuUsage.TotalTime.TotalSeconds - before;
        }
    }

    private long FramesOf(MediaProbeResult probe) => _options.Duration is { } duration
        ? Math.Min(probe.Packets, (long)(duration.TotalSeconds * probe.ScannedRate))
        : probe.Packets;

    private void Check(PlanRecord plan, Lane lane, MediaProbeResult probe)
    {
        Core.Analysis.AnalyzerInfo info = lane.Session.Analyzer.Info;
        if (info.Task != _model!.Task)
            throw VideoDynException.Configuration($"plan '{plan.Plan.Name}': {info.Model} does another task than dense ({info.Task}, not {_model.Task}); results of different tasks cannot be compared");
        if (plan != _record.Dense)
            return;
        _record.Source = lane.Session.Source.Info;
        if (_options.Truth is null)
            return;
        _record.Truth = TruthCheck.Read(_options, info.Labels, probe);
        if (_options.Start == TimeSpan.Zero)
            return;
        // A stream that begins later counts its frames from there.
        if (probe.IsVariableRate || !(probe.ScannedRate > 0))
            throw VideoDynException.Configuration($"--truth with --start needs a constant frame rate, but that of {Path.GetFileName(_options.Input)} varies; leave --start out");
        _record.TruthRate = probe.ScannedRate;
    }

    private void RunPass(int pass, long frames, CancellationToken cancellationToken)
    {
        using var snapshots = pass == 0 ? new SnapshotTaker(frames, _record.Snapshots) : null;
        List<Lane> lanes = [];
        int complete = 0;
        try
        {
            foreach (PlanRecord plan in _record.Plans)
                lanes.Add(Open(plan, lanes.Count == 0 ? snapshots : null, _options.Duration, cancellationToken));
            while (lanes.Exists(lane => !lane.Ended) && !IsRepeatedEnough(pass, complete))
            {
                _progress(FormattableString.Invariant($"pass {pass + 1}, {complete * _options.Slice.TotalSeconds:F0} s"));
                RunSlice(lanes, pass, complete, cancellationToken);
                complete++;
            }

            Keep(lanes, pass, complete);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Of the first pass every slice counts; a later one is only worth something as a whole.
            if (pass == 0 && complete > 0)
                Keep(lanes, pass, complete);
            throw;
        }
        finally
        {
            foreach (Lane lane in lanes)
                lane.Dispose();
        }
    }

    private bool IsRepeatedEnough(int pass, int complete) =>
        pass > 0 && _options.RepeatSpan is { } span && complete * _options.Slice >= span;

    private Lane Open(PlanRecord plan, SnapshotTaker? snapshots, TimeSpan? duration, CancellationToken cancellationToken)
    {
        try
        {
            return Lane.Open(
                _options.Analysis(plan.Plan, _model) with { Duration = duration },
                new LaneOptions(_options.IsTracked(_model!.Task) ? _options.Agreement.Threshold : null, _options.LeastCompared, snapshots is null ? null : snapshots.OnFrame),
                cancellationToken);
        }
        catch (VideoDynException error) when (plan != _record.Dense)
        {
            throw new VideoDynException(error.Kind, $"plan '{plan.Plan.Name}': {error.Message}", error);
        }
    }

    private void RunSlice(List<Lane> lanes, int pass, int slice, CancellationToken cancellationToken)
    {
        TimeSpan limit = _options.Start + ((slice + 1) * _options.Slice);
        int turn = slice + pass;
        bool backwards = (turn / lanes.Count) % 2 == 1;
        for (int place = 0; place < lanes.Count; place++)
        {
            int which = (turn + place) % lanes.Count;
            _record.Spin.Run();
            lanes[backwards ? lanes.Count - 1 - which : which].RunUntil(limit, cancellationToken);
        }
    }

    private void Keep(List<Lane> lanes, int pass, int slices)
    {
        int common = lanes.Min(lane => lane.Slices.Count);
        slices = Math.Min(slices, common);
        // The stream is closed first: only then has every packet its outcome.
        foreach (Lane lane in lanes)
            lane.Dispose();
        for (int place = 0; place < lanes.Count; place++)
            _record.Plans[place].Add(lanes[place], slices);
        if (pass > 0)
            return;
        _record.Slices = slices;
        PlanLog log = lanes[0].Log;
        long frames = lanes[0].Slices.Take(slices).Sum(slice => slice.Frames);
        _record.StreamSeconds = StreamSeconds(log, (int)frames);
    }

    // From the first frame to the end of the last one, which lasts as long as the frames do on average.
    private static double StreamSeconds(PlanLog log, int frames)
    {
        if (frames == 0)
            return 0;
        double span = (log.Frames[frames - 1].StreamTime - log.Frames[0].StreamTime).TotalSeconds;
        return frames == 1 ? 0.04 : span * frames / (frames - 1);
    }

    private bool IsPreciseEnough() => _record.Plans.Skip(1).All(plan =>
    {
        (double? ratio, ConfidenceInterval? interval) = _record.Ratio(plan);
        return ratio is not null && interval is { } known && known.Width <= _options.TargetWidth * ratio;
    });
}

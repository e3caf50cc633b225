using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Signals;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Benchmarks.Blocks;

/// <summary>One plan on its way through a clip, slice by slice, with what it published and what it cost.</summary>
internal sealed class Lane : IDisposable, IFrameObserver
{
    /// <summary>What is compared: everything that a region policy can change.</summary>
    public static readonly Stage[] Compared = [Stage.Signals, Stage.Policy, Stage.Preprocess, Stage.Inference];

    private static readonly Stage[] s_all = [.. Enum.GetValues<Stage>().Where(stage => stage != Stage.Annotate)];
    private readonly StreamRun _run;
    private double _activeSum;

    public Lane(string name, AnalysisOptions options)
    {
        Name = name;
        Session = AnalysisSession.Open(options);
        _run = Session.CreateRun(this);
    }

    public string Name { get; }

    public AnalysisSession Session { get; }

    public RunTotals Totals => _run.Totals;

    /// <summary>What was published for each frame: its own boxes, or the last ones.</summary>
    public List<Detection[]> Boxes { get; } = [];

    /// <summary>Stream time of each frame.</summary>
    public List<TimeSpan> Times { get; } = [];

    /// <summary>Class maps of the current slice; empty for detectors.</summary>
    public List<byte[]> Maps { get; } = [];

    /// <summary>Processor seconds of each slice: compared stages, and all of them.</summary>
    public List<(double Compared, double All)> Slices { get; } = [];

    /// <summary>Mean share of the picture's blocks that were executed.</summary>
    public double ActiveShare => _activeSum / Math.Max(Boxes.Count, 1);

    Stage IFrameObserver.Stage => Stage.Annotate;

    /// <summary>Runs up to so many frames.</summary>
    /// <returns>Whether there were that many.</returns>
    public bool RunSlice(int frames)
    {
        Maps.Clear();
        _run.Clock.Resume(Stage.Rest);
        (double compared, double all) = (Seconds(Compared), Seconds(s_all));
        bool more = true;
        for (int i = 0; more && i < frames; i++)
            more = _run.Step(CancellationToken.None);
        _run.Clock.Enter(Stage.Rest);
        Slices.Add((Seconds(Compared) - compared, Seconds(s_all) - all));
        return more;
    }

    /// <summary>Processor milliseconds per frame in some stages.</summary>
    public double Milliseconds(params ReadOnlySpan<Stage> stages) => Seconds(stages) * 1000 / Math.Max(Boxes.Count, 1);

    public void OnFrame(FrameView view)
    {
        Boxes.Add(view.Observations.Span.ToArray());
        Times.Add(view.Frame.StreamTime);
        if (!view.Observations.Map.IsEmpty)
            Maps.Add(view.Observations.Map.Classes.ToArray());
        _activeSum += !view.IsAnalyzed ? 0 : view.Blocks is { Mask: not null, IsFull: false } blocks ? Active(blocks) : 1;
    }

    public void Dispose() => Session.Dispose();

    private static double Active(BlockView blocks)
    {
        BlockGrid grid = blocks.Grid!;
        int active = 0;
        for (int row = 0; row < grid.Rows; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
                active += blocks.Mask![row, column] && grid.Pixels(row, column) > 0 ? 1 : 0;
        }

        return (double)active / grid.PictureCells;
    }

    private double Seconds(ReadOnlySpan<Stage> stages)
    {
        double sum = 0;
        foreach (Stage stage in stages)
            sum += _run.Clock.Cpu(stage).TotalSeconds;
        return sum;
    }
}

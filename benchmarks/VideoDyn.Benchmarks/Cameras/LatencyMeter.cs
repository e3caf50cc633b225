using System.Diagnostics;
using VideoDyn.Core.Measuring;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Benchmarks.Cameras;

/// <summary>Time from the capture of each analyzed frame of one camera to its events. Allocates only ahead.</summary>
internal sealed class LatencyMeter(int capacity) : IFrameObserver
{
    private readonly double[] _milliseconds = new double[capacity];
    private int _count;

    public Stage Stage => Stage.Rest;

    /// <summary>What was measured so far.</summary>
    public IEnumerable<double> Milliseconds => _milliseconds.Take(Volatile.Read(ref _count));

    public void OnFrame(FrameView view)
    {
        if (!view.IsAnalyzed || view.Frame.Arrival == 0 || _count == _milliseconds.Length)
            return;
        _milliseconds[_count] = Stopwatch.GetElapsedTime(view.Frame.Arrival).TotalMilliseconds;
        Volatile.Write(ref _count, _count + 1);
    }
}

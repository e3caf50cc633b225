using VideoDyn.Core.Measuring;

namespace VideoDyn.Bench.Running;

/// <summary>What one plan took for one slice of stream time.</summary>
internal sealed class SliceCost
{
    /// <summary>Processor seconds by stage.</summary>
    public required double[] CpuByStage { get; init; }

    /// <summary>Wall-clock seconds, logging left out.</summary>
    public required double Wall { get; init; }

    /// <summary>Frames in the slice.</summary>
    public required long Frames { get; init; }

    /// <summary>Bytes allocated on the thread of the run, logging left out.</summary>
    public required long Bytes { get; init; }

    /// <summary>Processor seconds of everything that is compared.</summary>
    public double Cpu => CpuByStage.Sum() - CpuByStage[(int)Stage.Annotate];

    /// <summary>Processor seconds of the harness inside the run.</summary>
    public double Logging => CpuByStage[(int)Stage.Annotate];
}

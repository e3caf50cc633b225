using VideoDyn.Evaluation.Statistics;
using VideoDyn.Pipeline;

namespace VideoDyn.Benchmarks.Blocks;

/// <summary>
/// Several plans over one clip, taking turns slice by slice and in changing order, so that a slow phase of the machine
/// hits all alike. The first is dense by ONNX Runtime, which the others are compared with.
/// </summary>
internal sealed class Race : IDisposable
{
    /// <summary>Frames of a turn.</summary>
    public const int SliceFrames = 25;

    public Race(params IEnumerable<(string Name, AnalysisOptions Options)> plans) =>
        Lanes = [.. plans.Select(plan => new Lane(plan.Name, plan.Options))];

    public Lane[] Lanes { get; }

    public Lane Dense => Lanes[0];

    /// <summary>Runs to the end of the clip, at most so many slices.</summary>
    /// <param name="slices">Most turns of each plan.</param>
    /// <param name="afterSlice">Told after every slice of all, e.g. to compare maps before they are overwritten.</param>
    /// <returns>This race.</returns>
    public Race Run(int slices, Action? afterSlice = null)
    {
        bool more = true;
        for (int slice = 0; more && slice < slices; slice++)
        {
            for (int turn = 0; turn < Lanes.Length; turn++)
            {
                int place = (slice + turn) % Lanes.Length;
                bool backwards = slice / Lanes.Length % 2 == 1;
                more &= Lanes[backwards ? Lanes.Length - 1 - place : place].RunSlice(SliceFrames);
            }

            afterSlice?.Invoke();
        }

        return this;
    }

    /// <summary>How many times cheaper than dense a plan is, with its 95 % interval over slices.</summary>
    /// <param name="lane">The plan.</param>
    /// <param name="all">Whether decode and everything else counts too.</param>
    public string Factor(Lane lane, bool all)
    {
        RatioTerm[] terms = [.. Dense.Slices.Zip(lane.Slices, (dense, own) => all ? new RatioTerm(dense.All, own.All) : new RatioTerm(dense.Compared, own.Compared))];
        string range = RatioBootstrap.Interval(terms) is { } interval ? FormattableString.Invariant($" ({interval.Low:F2} .. {interval.High:F2})") : "";
        return FormattableString.Invariant($"{RatioBootstrap.Ratio(terms):F2}{range}");
    }

    /// <summary>How many times cheaper than dense a plan is in the compared stages.</summary>
    public double FactorOf(Lane lane) => Dense.Slices.Sum(slice => slice.Compared) / lane.Slices.Sum(slice => slice.Compared);

    public void Dispose()
    {
        foreach (Lane lane in Lanes)
            lane.Dispose();
    }
}

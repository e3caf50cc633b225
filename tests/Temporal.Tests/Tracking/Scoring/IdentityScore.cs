using VideoDyn.Core.Detections;
using VideoDyn.Core.Numerics;

namespace VideoDyn.Temporal.Tests.Tracking.Scoring;

/// <summary>
/// IDF1 (Ristani et al., ECCV Workshops 2016): whole truth tracks are paired with whole output tracks so that most boxes
/// agree; and id switches as in CLEAR MOT (Bernardin and Stiefelhagen, 2008). Boxes agree from IoU 0.5.
/// </summary>
internal sealed class IdentityScore
{
    private const float Agreement = 0.5f;
    private readonly AssignmentSolver _solver = new();
    private readonly Dictionary<(long Truth, long Output), int> _together = [];
    private readonly HashSet<long> _truthIds = [];
    private readonly HashSet<long> _outputIds = [];
    private readonly Dictionary<long, long> _lastOutputOfTruth = [];
    private int _truthBoxes;
    private int _outputBoxes;

    public int Switches { get; private set; }

    public int OutputIds => _outputIds.Count;

    public double IdF1
    {
        get
        {
            long[] truths = [.. _truthIds.Order()];
            long[] outputs = [.. _outputIds.Order()];
            double[] costs = [.. from truth in truths from output in outputs select (double)-_together.GetValueOrDefault((truth, output))];
            int[] outputOfTruth = new int[truths.Length];
            _solver.Solve(costs, truths.Length, outputs.Length, 0, outputOfTruth);
            int agreed = outputOfTruth.Select((output, truth) => output < 0 ? 0 : _together[(truths[truth], outputs[output])]).Sum();
            return 2.0 * agreed / (_truthBoxes + _outputBoxes);
        }
    }

    public void Add(IReadOnlyList<(long Id, BoundingBox Box)> truth, IReadOnlyList<(long Id, BoundingBox Box)> output)
    {
        _truthBoxes += truth.Count;
        _outputBoxes += output.Count;
        _truthIds.UnionWith(truth.Select(box => box.Id));
        _outputIds.UnionWith(output.Select(box => box.Id));
        double[] costs = new double[truth.Count * output.Count];
        for (int row = 0; row < truth.Count; row++)
        {
            for (int column = 0; column < output.Count; column++)
            {
                float overlap = truth[row].Box.IntersectionOverUnion(output[column].Box);
                bool agree = overlap >= Agreement;
                if (agree)
                {
                    var pair = (truth[row].Id, output[column].Id);
                    _together[pair] = _together.GetValueOrDefault(pair) + 1;
                }
                // CLEAR keeps last frame's pairs as long as they agree.
                bool kept = _lastOutputOfTruth.TryGetValue(truth[row].Id, out long last) && last == output[column].Id;
                costs[(row * output.Count) + column] = agree ? (kept ? -10 : 0) - overlap : double.PositiveInfinity;
            }
        }
        int[] matches = new int[truth.Count];
        _solver.Solve(costs, truth.Count, output.Count, 1000, matches);
        for (int row = 0; row < truth.Count; row++)
        {
            if (matches[row] < 0)
                continue;
            long id = output[matches[row]].Id;
            if (_lastOutputOfTruth.TryGetValue(truth[row].Id, out long last) && last != id)
                Switches++;
            _lastOutputOfTruth[truth[row].Id] = id;
        }
    }
}

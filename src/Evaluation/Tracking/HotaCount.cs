using System.Runtime.InteropServices;
using VideoDyn.Evaluation.Matching;

namespace VideoDyn.Evaluation.Tracking;

/// <summary>
/// Higher order tracking accuracy (Luiten et al., 2021). A first pass measures how well each track fits each object over
/// the whole stream; the frames are then matched by that fit times their overlap, once for all thresholds.
/// </summary>
/// <remarks>The second pass needs the end of the stream, so the overlaps (not the boxes) of all frames are kept: 24 bytes each.</remarks>
internal sealed class HotaCount
{
    /// <summary>Thresholds 0.05 to 0.95 in steps of 0.05.</summary>
    public const int Thresholds = 19;

    private readonly Dictionary<(int Truth, int Found), int> _pairIndex = [];
    private readonly List<(int Truth, int Found)> _tracksOfPair = [];
    private readonly List<double> _fitOfPair = [];
    private readonly List<int> _truthFrames = [];
    private readonly List<int> _foundFrames = [];
    private readonly List<(int Truth, int Found, int Overlaps)> _frames = [];
    private readonly List<(FramePair Pair, int Index)> _overlaps = [];
    private double[] _truthSum = [];
    private double[] _foundSum = [];

    public void Add(FramePairs pairs)
    {
        CountFrames(_truthFrames, pairs.Truth);
        CountFrames(_foundFrames, pairs.Found);
        _frames.Add((pairs.Truth.Count, pairs.Found.Count, pairs.Pairs.Count));
        Sum(pairs);
        foreach (FramePair pair in pairs.Pairs)
        {
            // An overlap that competes with others counts in part only.
            double rivals = _truthSum[pair.Truth] + _foundSum[pair.Found] - pair.Iou;
            int index = IndexOf(pairs.Truth[pair.Truth], pairs.Found[pair.Found]);
            _fitOfPair[index] += pair.Iou / rivals;
            _overlaps.Add((pair, index));
        }
    }

    public HotaScores Report()
    {
        var hits = new int[_fitOfPair.Count * Thresholds];
        var overlap = new double[Thresholds];
        MatchFrames(hits, overlap);
        long truth = _frames.Sum(frame => (long)frame.Truth);
        long found = _frames.Sum(frame => (long)frame.Found);
        var points = new HotaPoint[Thresholds];
        for (int k = 0; k < Thresholds; k++)
            points[k] = Point(k, hits, overlap[k], truth, found);
        return new HotaScores { Objects = truth, Boxes = found, Points = points };
    }

    /// <summary>The double nearest to the decimal threshold.</summary>
    private static double Threshold(int k) => (k + 1) / 20.0;

    private void MatchFrames(int[] hits, double[] overlap)
    {
        var matcher = new PairMatcher();
        var alignment = new double[_fitOfPair.Count];
        for (int pair = 0; pair < alignment.Length; pair++)
        {
            (int t, int f) = _tracksOfPair[pair];
            alignment[pair] = _fitOfPair[pair] / (_truthFrames[t] + _foundFrames[f] - _fitOfPair[pair]);
        }

        int next = 0;
        foreach ((int truth, int found, int count) in _frames)
        {
            ReadOnlySpan<(FramePair Pair, int Index)> pairs = CollectionsMarshal.AsSpan(_overlaps).Slice(next, count);
            next += count;
            matcher.Begin(truth, found);
            foreach ((FramePair pair, int index) in pairs)
            {
                double weight = alignment[index] * pair.Iou;
                if (weight > 0)
                    matcher.Add(pair.Truth, pair.Found, weight);
            }

            matcher.Solve();
            foreach ((FramePair pair, int index) in pairs)
            {
                if (matcher.PartnerOfLeft(pair.Truth) != pair.Found)
                    continue;
                for (int k = 0; k < Thresholds && pair.Iou >= Threshold(k); k++)
                {
                    hits[(index * Thresholds) + k]++;
                    overlap[k] += pair.Iou;
                }
            }
        }
    }

    private HotaPoint Point(int k, int[] hits, double overlap, long truth, long found)
    {
        long right = 0;
        double accuracy = 0;
        double recall = 0;
        double precision = 0;
        for (int pair = 0; pair < _tracksOfPair.Count; pair++)
        {
            double together = hits[(pair * Thresholds) + k];
            if (together == 0)
                continue;
            (int t, int f) = _tracksOfPair[pair];
            right += (long)together;
            accuracy += together * together / (_truthFrames[t] + _foundFrames[f] - together);
            recall += together * together / _truthFrames[t];
            precision += together * together / _foundFrames[f];
        }

        double pairs = Math.Max(1, right);
        return new HotaPoint(
            Threshold(k),
            (double)right / Math.Max(1, truth + found - right),
            accuracy / pairs,
            (double)right / Math.Max(1, truth),
            (double)right / Math.Max(1, found),
            recall / pairs,
            precision / pairs,
            right > 0 ? overlap / right : null);
    }

    private void Sum(FramePairs pairs)
    {
        if (_truthSum.Length < pairs.Truth.Count)
            _truthSum = new double[pairs.Truth.Count * 2];
        if (_foundSum.Length < pairs.Found.Count)
            _foundSum = new double[pairs.Found.Count * 2];
        _truthSum.AsSpan().Clear();
        _foundSum.AsSpan().Clear();
        foreach (FramePair pair in pairs.Pairs)
        {
            _truthSum[pair.Truth] += pair.Iou;
            _foundSum[pair.Found] += pair.Iou;
        }
    }

    private int IndexOf(int truth, int found)
    {
        ref int place = ref CollectionsMarshal.GetValueRefOrAddDefault(_pairIndex, (truth, found), out bool known);
        if (!known)
        {
            place = _tracksOfPair.Count;
            _tracksOfPair.Add((truth, found));
            _fitOfPair.Add(0);
        }

        return place;
    }

    private static void CountFrames(List<int> frames, List<int> tracks)
    {
        foreach (int track in tracks)
        {
            while (frames.Count <= track)
                frames.Add(0);
            frames[track]++;
        }
    }
}

using System.Runtime.InteropServices;
using VideoDyn.Evaluation.Matching;

namespace VideoDyn.Evaluation.Tracking;

/// <summary>
/// The identity scores (Ristani et al., 2016): one assignment of whole tracks to whole objects, for the most frames in
/// which both are at the same place.
/// </summary>
internal sealed class IdentityCount
{
    private readonly Dictionary<(int Truth, int Found), int> _together = [];
    private readonly double _minimumIou;
    private long _truth;
    private long _found;

    public IdentityCount(double minimumIou) => _minimumIou = minimumIou;

    public void Add(FramePairs pairs)
    {
        _truth += pairs.Truth.Count;
        _found += pairs.Found.Count;
        foreach (FramePair pair in pairs.Pairs)
        {
            if (pair.Iou >= _minimumIou)
                CollectionsMarshal.GetValueRefOrAddDefault(_together, (pairs.Truth[pair.Truth], pairs.Found[pair.Found]), out _)++;
        }
    }

    public IdentityScores Report(int truthTracks, int foundTracks)
    {
        var matcher = new PairMatcher();
        matcher.Begin(truthTracks, foundTracks);
        foreach (((int truth, int found), int frames) in _together)
            matcher.Add(truth, found, frames);
        matcher.Solve();
        long right = 0;
        foreach (((int truth, int found), int frames) in _together)
        {
            if (matcher.PartnerOfLeft(truth) == found)
                right += frames;
        }

        return new IdentityScores { Right = right, Missed = _truth - right, Wrong = _found - right };
    }
}

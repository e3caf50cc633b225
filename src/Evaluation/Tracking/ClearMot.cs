using VideoDyn.Evaluation.Matching;

namespace VideoDyn.Evaluation.Tracking;

/// <summary>
/// The CLEAR MOT counts (Bernardin and Stiefelhagen, 2008) with the matching of the MOTChallenge: pairs of the frame
/// before stay together while they overlap enough, the rest is matched for the greatest total overlap.
/// </summary>
internal sealed class ClearMot
{
    private readonly PairMatcher _matcher = new();
    private readonly double _minimumIou;
    private Life[] _lives = new Life[16];
    private int _tracks;
    private long _matched;
    private long _missed;
    private long _extra;
    private long _switches;
    private long _fragments;
    private double _overlap;

    public ClearMot(double minimumIou) => _minimumIou = minimumIou;

    public void Add(long frame, FramePairs pairs)
    {
        _matcher.Begin(pairs.Truth.Count, pairs.Found.Count);
        double stay = Math.Min(pairs.Truth.Count, pairs.Found.Count) + 1;
        foreach (int track in pairs.Truth)
            Need(track);
        foreach (FramePair pair in pairs.Pairs)
        {
            if (pair.Iou < _minimumIou)
                continue;
            ref Life life = ref _lives[pairs.Truth[pair.Truth]];
            bool continued = life.MatchedFrames > 0 && life.LastMatch == frame - 1 && life.Partner == pairs.Found[pair.Found];
            _matcher.Add(pair.Truth, pair.Found, continued ? stay + pair.Iou : pair.Iou);
        }

        _matcher.Solve();
        foreach (FramePair pair in pairs.Pairs)
        {
            if (_matcher.PartnerOfLeft(pair.Truth) == pair.Found)
                _overlap += pair.Iou;
        }

        int together = 0;
        for (int t = 0; t < pairs.Truth.Count; t++)
        {
            int found = _matcher.PartnerOfLeft(t);
            if (found >= 0)
                together++;
            Follow(ref _lives[pairs.Truth[t]], frame, found >= 0 ? pairs.Found[found] : -1);
        }

        _matched += together;
        _missed += pairs.Truth.Count - together;
        _extra += pairs.Found.Count - together;
    }

    public ClearMotScores Report()
    {
        int mostly = 0;
        int lost = 0;
        foreach (ref readonly Life life in _lives.AsSpan(0, _tracks))
        {
            // Whole numbers keep the 80 % and 20 % limits exact.
            if (5 * life.MatchedFrames >= 4 * life.Frames)
                mostly++;
            else if (5 * life.MatchedFrames < life.Frames)
                lost++;
        }

        return new ClearMotScores
        {
            Objects = _matched + _missed,
            Matched = _matched,
            Missed = _missed,
            Extra = _extra,
            IdSwitches = _switches,
            Fragmentations = _fragments,
            Motp = _matched > 0 ? _overlap / _matched : null,
            MostlyTracked = mostly,
            PartlyTracked = _tracks - mostly - lost,
            MostlyLost = lost,
        };
    }

    private void Follow(ref Life life, long frame, int partner)
    {
        life.Frames++;
        if (partner < 0)
        {
            life.Interrupted = life.MatchedFrames > 0;
            return;
        }

        if (life.Interrupted)
            _fragments++;
        if (life.MatchedFrames > 0 && life.Partner != partner)
            _switches++;
        life.Interrupted = false;
        life.MatchedFrames++;
        life.Partner = partner;
        life.LastMatch = frame;
    }

    private void Need(int track)
    {
        _tracks = Math.Max(_tracks, track + 1);
        if (_lives.Length < _tracks)
            Array.Resize(ref _lives, _tracks * 2);
    }

    /// <summary>What happened to one true object so far.</summary>
    private struct Life
    {
        public int Frames;
        public int MatchedFrames;
        public int Partner;
        public long LastMatch;
        public bool Interrupted;
    }
}

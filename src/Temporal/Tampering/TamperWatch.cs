namespace VideoDyn.Temporal.Tampering;

/// <summary>Holds what a camera shows against its own view.</summary>
internal sealed class TamperWatch(TamperOptions options)
{
    // Shares of the tiles that are alike: the same view has most of them, another view a few by chance.
    private const float Same = 0.5f;
    private const float Other = 0.35f;
    private const float Bare = 0.35f; // of the view's contrast, below which hardly anything is shown
    private const float Blurred = 0.5f; // of the view's sharpness
    private const float Clear = 0.7f;
    private const float Turned = 0.5f; // correlation at which a shifted view is recognised
    private const float LeastContrast = 6; // code values; what shows less cannot be told from a covered lens
    private static readonly TimeSpan s_viewTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_sharpnessTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_nearCut = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_longestStep = TimeSpan.FromSeconds(2);

    private readonly Thumbnail _view = new();
    private readonly Thumbnail _candidate = new();
    private bool _hasView;
    private TimeSpan? _candidateSince;
    private TimeSpan? _doubtSince;
    private TamperKind _doubt;
    private TimeSpan? _clearSince;
    private TimeSpan? _awaySince;
    private TimeSpan? _lastCut;
    private bool _leftByCut;
    private TimeSpan _began;
    private TimeSpan _last;

    public TamperKind? Current { get; private set; }

    public SceneNews See(Thumbnail now, TimeSpan time, bool isCut)
    {
        if (isCut)
            _lastCut = time;
        bool isStill = FollowCandidate(now, time);
        if (!_hasView)
        {
            if (isStill && time - _candidateSince >= options.Learn)
                TakeOver(now);
            _last = time;
            return default;
        }

        TamperKind? seen = Judge(now, time, isStill, out bool isOwn);
        SceneNews news = isOwn ? Own(now, time) : Elsewhere(now, time, seen);
        _last = time;
        return news;
    }

    /// <summary>Nothing is known of the time that passed.</summary>
    public void Interrupt()
    {
        (_doubtSince, _clearSince, _awaySince, _candidateSince) = (null, null, null, null);
    }

    public void Reset()
    {
        Interrupt();
        (_hasView, Current, _lastCut) = (false, null, null);
    }

    // What is shown now, as long as it stays: the view to come, or the place to which the camera was moved.
    private bool FollowCandidate(Thumbnail now, TimeSpan time)
    {
        bool isStill = _candidateSince is not null && now.Contrast >= LeastContrast && ViewMatch.Share(_candidate, now) >= Same
            && now.Sharpness >= Clear * _candidate.Sharpness && time - _last <= s_longestStep;
        if (isStill)
            return true;
        _candidate.CopyFrom(now);
        _candidateSince = time;
        return false;
    }

    private void TakeOver(Thumbnail now)
    {
        _view.CopyFrom(now);
        _hasView = true;
        (_doubtSince, _clearSince, _awaySince) = (null, null, null);
    }

    private TamperKind? Judge(Thumbnail now, TimeSpan time, bool isStill, out bool isOwn)
    {
        float share = ViewMatch.Share(_view, now) ?? 1;
        bool isSharp = now.Sharpness >= (Current == TamperKind.Defocused ? Clear : Blurred) * _view.Sharpness;
        isOwn = share > (Current is null ? Other : Same) && isSharp;
        if (isOwn)
            return null;
        if (share <= Other && now.Contrast < Math.Max(LeastContrast, Bare * _view.Contrast))
            return TamperKind.Covered;
        if (share > Other)
            return isSharp ? Current : TamperKind.Defocused;
        return isStill && time - _candidateSince >= options.Persistence ? TamperKind.Moved : null;
    }

    private SceneNews Own(Thumbnail now, TimeSpan time)
    {
        (_doubtSince, _awaySince) = (null, null);
        if (Current is { } kind)
        {
            _clearSince ??= time;
            if (time - _clearSince < options.Persistence)
                return default;
            TimeSpan since = _clearSince.Value;
            (Current, _clearSince) = (null, null);
            return new SceneNews { Ended = (kind, TamperEnd.Restored, _began), EndedAt = since };
        }

        float step = (float)Math.Min((time - _last).TotalSeconds, s_longestStep.TotalSeconds);
        _view.Approach(now, 1 - MathF.Exp(-step / (float)s_viewTime.TotalSeconds), 1 - MathF.Exp(-step / (float)s_sharpnessTime.TotalSeconds));
        return default;
    }

    private SceneNews Elsewhere(Thumbnail now, TimeSpan time, TamperKind? seen)
    {
        _clearSince = null;
        if (_awaySince is null)
        {
            _awaySince = time;
            _leftByCut = _lastCut is { } cut && time - cut <= s_nearCut;
        }

        if (seen == Current)
            return StillTampered(now, time, seen);
        if (seen is not { } kind)
        {
            _doubtSince = null;
            return default;
        }

        if (_doubtSince is null || _doubt != kind)
            (_doubtSince, _doubt) = (time, kind);
        // A move has held still for that long already.
        if (kind != TamperKind.Moved && time - _doubtSince < options.Persistence)
            return default;
        return Begin(now, time, kind);
    }

    private SceneNews StillTampered(Thumbnail now, TimeSpan time, TamperKind? seen)
    {
        _doubtSince = null;
        if (seen != TamperKind.Moved || time - _candidateSince < options.Accept)
            return default;
        Current = null;
        TakeOver(now);
        return new SceneNews { Ended = (TamperKind.Moved, TamperEnd.Accepted, _began), EndedAt = time };
    }

    private SceneNews Begin(Thumbnail now, TimeSpan time, TamperKind kind)
    {
        (float right, float down, float correlation) = kind == TamperKind.Moved ? ViewMatch.FindShift(_view, now) : default;
        bool isTurned = correlation >= Turned;
        // Another programme in place of the camera's picture is a cut and no movement.
        if (kind == TamperKind.Moved && _leftByCut && !isTurned && Current is null)
        {
            (_hasView, _doubtSince, _awaySince) = (false, null, null);
            return default;
        }

        (TamperKind, TamperEnd, TimeSpan)? ended = Current is { } before ? (before, TamperEnd.Changed, _began) : null;
        TimeSpan at = ended is null ? _awaySince!.Value : _doubtSince ?? time;
        (Current, _began, _doubtSince) = (kind, at, null);
        return new SceneNews { Ended = ended, EndedAt = at, Began = kind, BeganAt = at, Shift = isTurned ? (right, down) : null };
    }
}

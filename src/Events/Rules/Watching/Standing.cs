using VideoDyn.Core.Detections;

namespace VideoDyn.Events.Rules.Watching;

/// <summary>
/// Whether an object stands still: its box is compared with the one where it came to rest, never with the last one, so that
/// slow movement is noticed.
/// </summary>
internal struct Standing
{
    /// <summary>Least overlap with the box of rest.</summary>
    public const float Overlap = 0.6f;

    private BoundingBox _rest;
    private TimeSpan _moved;
    private bool _isMoving;
    private bool _begun;

    /// <summary>Since when it rests.</summary>
    public TimeSpan Since { get; private set; }

    /// <summary>The last frame in which it rested.</summary>
    public TimeSpan LastStill { get; private set; }

    /// <summary>The last frame with an owner near it.</summary>
    public TimeSpan OwnerSeen { get; set; }

    /// <summary>Whether it was told that it stands still.</summary>
    public bool IsTold { get; set; }

    /// <summary>Whether it was told that it is abandoned.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>Takes its box in one frame.</summary>
    /// <param name="box">The box.</param>
    /// <param name="time">Stream time.</param>
    /// <param name="confirm">How long it must be elsewhere before it has moved.</param>
    /// <param name="before">When it moved, and how long it had stood then.</param>
    /// <returns>Whether it has moved.</returns>
    public bool See(in BoundingBox box, TimeSpan time, TimeSpan confirm, out (EventInterval Moved, TimeSpan Stood) before)
    {
        before = default;
        if (!_begun)
        {
            Rest(box, time);
            return false;
        }

        if (_rest.IntersectionOverUnion(box) >= Overlap)
        {
            (_isMoving, LastStill) = (false, time);
            return false;
        }

        if (!_isMoving)
            (_isMoving, _moved) = (true, time);
        if (time - _moved < confirm)
            return false;
        before = (new EventInterval(_moved, LastStill, _moved), LastStill - Since);
        Rest(box, _moved);
        return true;
    }

    private void Rest(in BoundingBox box, TimeSpan since)
    {
        _rest = box;
        (Since, LastStill, OwnerSeen) = (since, since, since);
        (_begun, _isMoving, IsTold, IsAbandoned) = (true, false, false, false);
    }
}

namespace VideoDyn.Temporal.Tampering;

/// <summary>
/// Tells when a picture shows another scene than the one before, all at once: nothing of its structure is left, and the
/// change is uneven over the picture, so that it is no change of light.
/// </summary>
internal sealed class CutWatch
{
    private const float LeastSpread = 16; // code values around the median change, as the change signal has it
    private const float MostLeft = 0.25f; // correlation of the structure
    private readonly Thumbnail _before = new();
    private readonly float[] _change = new float[Thumbnail.Cells];
    private bool _hasBefore;

    /// <summary>Compares with the picture before.</summary>
    public bool See(Thumbnail now)
    {
        bool isCut = _hasBefore && Spread(now) >= LeastSpread && ViewMatch.Whole(_before, now) < MostLeft;
        _before.CopyFrom(now);
        _hasBefore = true;
        return isCut;
    }

    /// <summary>What comes next has nothing to do with what was seen.</summary>
    public void Reset() => _hasBefore = false;

    private float Spread(Thumbnail now)
    {
        for (int cell = 0; cell < Thumbnail.Cells; cell++)
            _change[cell] = now.Light[cell] - _before.Light[cell];
        Array.Sort(_change);
        float median = _change[Thumbnail.Cells / 2], sum = 0;
        foreach (float change in _change)
            sum += Math.Abs(change - median);
        return sum / Thumbnail.Cells;
    }
}

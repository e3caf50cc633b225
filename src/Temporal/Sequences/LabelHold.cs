namespace VideoDyn.Temporal.Sequences;

/// <summary>Lets a label hold only after it has lasted for some looks, so that a single odd look tells nothing.</summary>
internal sealed class LabelHold(int looks)
{
    private const int None = -1;
    private int _candidate = None;
    private int _seen;
    private TimeSpan _since;

    /// <summary>The class that holds; -1 for none.</summary>
    public int Current { get; private set; } = None;

    /// <summary>When the class that holds was first seen.</summary>
    public TimeSpan Since { get; private set; }

    /// <summary>Takes in a look.</summary>
    /// <param name="classId">The best class; -1 for none.</param>
    /// <param name="time">Stream time.</param>
    /// <returns>Whether another class holds now.</returns>
    public bool Add(int classId, TimeSpan time)
    {
        if (classId == Current)
        {
            (_candidate, _seen) = (Current, 0);
            return false;
        }

        if (classId != _candidate || _seen == 0)
            (_candidate, _seen, _since) = (classId, 0, time);
        if (++_seen < looks)
            return false;
        (Current, Since, _seen) = (classId, _since, 0);
        return true;
    }

    /// <summary>No label holds.</summary>
    public void Reset() => (Current, _candidate, _seen) = (None, None, 0);
}

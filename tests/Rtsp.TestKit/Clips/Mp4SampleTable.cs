namespace VideoDyn.Rtsp.TestKit.Clips;

/// <summary>Where the samples of a track lie and when they are due.</summary>
internal sealed class Mp4SampleTable
{
    private readonly long[] _offsets;
    private readonly int[] _sizes;
    private readonly long[] _decode;
    private readonly long[] _shift;
    private readonly long[] _durations;
    private readonly HashSet<int>? _keys;

    public Mp4SampleTable(Mp4Box table)
    {
        Mp4Box sizes = table.Find("stsz");
        Count = (int)sizes.UInt32(8);
        uint same = sizes.UInt32(4);
        _sizes = [.. Enumerable.Range(0, Count).Select(i => (int)(same != 0 ? same : sizes.UInt32(12 + (4 * i))))];
        _durations = Runs(table.Find("stts"));
        _shift = table.TryFind("ctts") is { } shifts ? Runs(shifts) : new long[Count];
        _decode = new long[Count];
        for (int i = 1; i < Count; i++)
            _decode[i] = _decode[i - 1] + _durations[i - 1];
        if (table.TryFind("stss") is { } keys)
            _keys = [.. Enumerable.Range(0, (int)keys.UInt32(4)).Select(i => (int)keys.UInt32(8 + (4 * i)) - 1)];
        _offsets = Offsets(table);
    }

    /// <summary>How many samples.</summary>
    public int Count { get; }

    /// <summary>One sample; times in units of the track.</summary>
    public (long Offset, int Size, long Decode, long Shown, bool IsKey) this[int i] =>
        (_offsets[i], _sizes[i], _decode[i], _decode[i] + _shift[i], _keys?.Contains(i) ?? true);

    /// <summary>How long a sample lasts.</summary>
    public long DurationOf(int i) => _durations[i];

    // Pairs of a count and a value, written out.
    private long[] Runs(Mp4Box box)
    {
        var values = new List<long>(Count);
        for (int i = 0; i < box.UInt32(4); i++)
        {
            for (uint n = box.UInt32(8 + (8 * i)); n > 0; n--)
                values.Add((int)box.UInt32(12 + (8 * i)));
        }

        return [.. values];
    }

    private long[] Offsets(Mp4Box table)
    {
        bool isWide = table.TryFind("stco") is null;
        Mp4Box chunks = table.Find(isWide ? "co64" : "stco");
        Mp4Box runs = table.Find("stsc");
        var offsets = new long[Count];
        int sample = 0;
        int run = 0;
        for (int chunk = 0; chunk < chunks.UInt32(4); chunk++)
        {
            while (run + 1 < runs.UInt32(4) && runs.UInt32(8 + (12 * (run + 1))) <= chunk + 1)
                run++;
            long at = isWide ? chunks.Int64(8 + (8 * chunk)) : chunks.UInt32(8 + (4 * chunk));
            for (uint n = runs.UInt32(12 + (12 * run)); n > 0 && sample < Count; n--)
            {
                offsets[sample] = at;
                at += _sizes[sample++];
            }
        }

        return offsets;
    }
}

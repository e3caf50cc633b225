namespace VideoDyn.Server.Prometheus;

/// <summary>One series: an instrument with one set of labels.</summary>
internal sealed class Series(double[] bounds)
{
    private readonly long[] _buckets = new long[bounds.Length];

    /// <summary>The value of a counter or gauge, or the sum of a histogram.</summary>
    public double Value { get; private set; }

    /// <summary>Number of recorded values.</summary>
    public long Count { get; private set; }

    /// <summary>Whether it was observed in this scrape.</summary>
    public bool IsFresh { get; set; } = true;

    public IReadOnlyList<double> Bounds => bounds;

    public void Set(double value) => (Value, IsFresh) = (value, true);

    public void Add(double change) => Value += change;

    public void Record(double value)
    {
        Value += value;
        Count++;
        for (int index = 0; index < bounds.Length; index++)
        {
            if (value <= bounds[index])
                _buckets[index]++;
        }
    }

    /// <summary>Values up to the bound of this number.</summary>
    public long UpTo(int index) => _buckets[index];
}

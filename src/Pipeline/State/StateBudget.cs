using System.Globalization;
using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.State;

/// <summary>A limit that several stores keep together, e.g. those of all cameras of a host. Thread-safe.</summary>
public sealed class StateBudget
{
    /// <summary>8 GiB.</summary>
    public const long DefaultLimit = 8L << 30;

    private readonly Lock _lock = new();
    private readonly HashSet<StreamState> _streams = [];

    /// <summary>Creates a budget of which nothing is used.</summary>
    /// <param name="limit">Most bytes, at least 0.</param>
    /// <exception cref="VideoDynException">The limit is below 0 (kind Configuration).</exception>
    public StateBudget(long limit = DefaultLimit)
    {
        if (limit < 0)
            throw VideoDynException.Configuration($"the limit of the state store is {limit} bytes, expected at least 0");
        Limit = limit;
    }

    /// <summary>Most bytes of all streams.</summary>
    public long Limit { get; }

    /// <summary>Bytes of all streams.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _streams.Sum(stream => stream.Bytes);
        }
    }

    internal void Add(StreamState stream)
    {
        lock (_lock)
            _streams.Add(stream);
    }

    internal void Remove(StreamState stream)
    {
        lock (_lock)
            _streams.Remove(stream);
    }

    /// <summary>Fails when more bytes than the limit would be held.</summary>
    internal void Require(string stream, string slot, long bytes)
    {
        long held = Bytes;
        if (held + bytes > Limit)
        {
            throw VideoDynException.Configuration(string.Create(
                CultureInfo.InvariantCulture,
                $"stream '{stream}' needs {bytes / 1e6:0.#} MB for '{slot}', {held / 1e6:0.#} MB of state are held and the limit is {Limit / 1e6:0.#} MB"));
        }
    }
}

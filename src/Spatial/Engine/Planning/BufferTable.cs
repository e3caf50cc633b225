namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>The buffers that each stream of a plan needs, so that their size is known before any memory is taken.</summary>
internal sealed class BufferTable
{
    private readonly List<(string Name, long Bytes)> _buffers = [];

    /// <summary>Bytes of each buffer.</summary>
    public long[] Sizes => [.. _buffers.Select(buffer => buffer.Bytes)];

    /// <summary>Bytes of all buffers.</summary>
    public long Total => _buffers.Sum(buffer => buffer.Bytes);

    /// <summary>Adds a buffer.</summary>
    /// <returns>Its number.</returns>
    public int Add(string name, long bytes)
    {
        _buffers.Add((name, bytes));
        return _buffers.Count - 1;
    }
}

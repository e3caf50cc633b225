using System.Runtime.InteropServices;
using VideoDyn.Spatial.Engine.Memory;

namespace VideoDyn.Spatial.Engine.Planning.Packing;

/// <summary>Constants of a plan in native memory, shared by all its streams.</summary>
internal sealed unsafe class ConstantStore : IDisposable
{
    private readonly IBufferSource _source;
    private readonly List<byte[]> _pending = [];
    private nint[] _addresses = [];

    /// <summary>Creates a store over a source of memory, which it owns.</summary>
    public ConstantStore(IBufferSource source) => _source = source;

    /// <summary>Bytes of all constants.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds numbers.</summary>
    /// <returns>Their number, for <see cref="Address"/>.</returns>
    public int Add<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        _pending.Add(MemoryMarshal.AsBytes(values).ToArray());
        Bytes += _pending[^1].Length;
        return _pending.Count - 1;
    }

    /// <summary>
    /// Adds numbers without their denormals: what training leaves of dead channels is far below the rounding of any sum,
    /// but a multiplication by it can cost a hundred times as much.
    /// </summary>
    public int AddNumbers(ReadOnlySpan<float> values)
    {
        float[] normal = values.ToArray();
        foreach (ref float value in normal.AsSpan())
        {
            if (float.IsSubnormal(value))
                value = 0;
        }

        return Add<float>(normal);
    }

    /// <summary>Moves everything that was added to native memory; nothing can be added afterwards.</summary>
    public void Freeze()
    {
        _addresses = _source.Allocate([.. _pending.Select(bytes => (long)bytes.Length)]);
        for (int i = 0; i < _addresses.Length; i++)
            _pending[i].CopyTo(new Span<byte>((void*)_addresses[i], _pending[i].Length));
        _pending.Clear();
    }

    /// <summary>Where a constant lies; null for number -1.</summary>
    public float* Address(int number) => number < 0 ? null : (float*)_addresses[number];

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}

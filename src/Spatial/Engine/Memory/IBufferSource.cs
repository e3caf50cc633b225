namespace VideoDyn.Spatial.Engine.Memory;

/// <summary>Hands out native memory, zeroed and aligned to 64 bytes, until it is disposed of.</summary>
internal interface IBufferSource : IDisposable
{
    /// <summary>Memory for each of the sizes.</summary>
    /// <param name="sizes">Bytes.</param>
    nint[] Allocate(ReadOnlySpan<long> sizes);
}

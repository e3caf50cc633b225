using VideoDyn.Core.State;

namespace VideoDyn.Spatial.Crops;

/// <summary>The last result as a part of a stream's state.</summary>
internal sealed class CropMemory(CropMerger merger) : IStateSlot
{
    private const long BytesPerObject = 64;

    /// <inheritdoc/>
    public string Name => "crop-results";

    /// <inheritdoc/>
    public long Bytes => CropMerger.MostObjects * BytesPerObject;

    /// <inheritdoc/>
    public void Reset(StateReset reason) => merger.Clear();
}

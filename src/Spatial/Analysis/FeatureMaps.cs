using VideoDyn.Core.State;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Spatial.Analysis;

/// <summary>The engine's maps of a stream, as state of the stream: after any reset the next frame is computed as a whole.</summary>
internal sealed class FeatureMaps(EngineInstance engine, long bytes) : IStateSlot
{
    /// <inheritdoc/>
    public string Name => "feature-maps";

    /// <inheritdoc/>
    public long Bytes => bytes;

    /// <inheritdoc/>
    public void Reset(StateReset reason) => engine.Invalidate();
}

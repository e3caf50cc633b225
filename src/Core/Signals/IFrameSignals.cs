using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;

namespace VideoDyn.Core.Signals;

/// <summary>
/// What is measured about the frames of one stream before anything is decided. Gate and region policy of a stream ask the
/// same instance, which measures a frame once.
/// </summary>
public interface IFrameSignals
{
    /// <summary>How a frame differs from what was last processed.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <returns>The change; the same object for the same frame, overwritten by the next one.</returns>
    BlockChange Observe(FrameLease frame);

    /// <summary>
    /// Asks for the motion of the whole picture from the next frame on. It is not measured for everybody: where much changes,
    /// it costs more than all the rest.
    /// </summary>
    void MeasureMotion();

    /// <summary>Looks in a frame for what a box showed when it was last processed.</summary>
    /// <param name="frame">The frame observed last; only read during the call.</param>
    /// <param name="seen">The box where it was processed, in frame pixels.</param>
    /// <param name="expected">Where its content is expected in the frame.</param>
    /// <returns>How far from there it is, in frame pixels; null where that cannot be told: too small, no texture, nothing alike.</returns>
    Vector2? Astray(FrameLease frame, in BoundingBox seen, in BoundingBox expected);
}

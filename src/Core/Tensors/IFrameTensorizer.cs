using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;

namespace VideoDyn.Core.Tensors;

/// <summary>
/// Turns a decoded frame into a model's input tensor in one pass: fit, resize, colour conversion, scaling.
/// Implemented by Media's pixel kernels and handed to Inference by the pipeline, because those two do not know each other.
/// </summary>
public interface IFrameTensorizer
{
    /// <summary>Writes the whole tensor of one picture, border included.</summary>
    /// <param name="frame">The picture; any size and layout.</param>
    /// <param name="spec">Size, layout and numbers of the tensor.</param>
    /// <param name="tensor">At least <see cref="InputSpec.ByteLength"/> bytes, in the element type of the spec.</param>
    /// <returns>Where the picture lies in the tensor.</returns>
    FrameToTensor Write(FrameLease frame, InputSpec spec, Span<byte> tensor);

    /// <summary>
    /// Writes at least the active blocks of a tensor that holds an earlier picture of the same format, with the same
    /// numbers as a whole write; the rest may stay as it is. An implementation without a partial path writes everything.
    /// </summary>
    /// <param name="frame">The picture, of the format that the tensor was last written for as a whole.</param>
    /// <param name="spec">The spec of that write.</param>
    /// <param name="mask">Active blocks of the tensor.</param>
    /// <param name="blockSize">Side of a block in tensor pixels, at least 1.</param>
    /// <param name="tensor">The tensor of that write.</param>
    /// <returns>Where the picture lies in the tensor.</returns>
    FrameToTensor Write(FrameLease frame, InputSpec spec, BlockMask mask, int blockSize, Span<byte> tensor) => Write(frame, spec, tensor);

    /// <summary>Writes the whole tensor of a part of a picture, border included.</summary>
    /// <param name="frame">The picture; any size and layout.</param>
    /// <param name="area">The part, in frame pixels; within the frame and not empty.</param>
    /// <param name="spec">Size, layout and numbers of the tensor.</param>
    /// <param name="tensor">At least <see cref="InputSpec.ByteLength"/> bytes, in the element type of the spec.</param>
    /// <returns>Where the part lies in the tensor.</returns>
    FrameToTensor Write(FrameLease frame, in BoundingBox area, InputSpec spec, Span<byte> tensor);

    /// <summary>
    /// Writes the whole tensor of a picture as if the camera had been aimed a little aside, border included; beyond the
    /// picture its edge is repeated.
    /// </summary>
    /// <param name="frame">The picture; any size and layout.</param>
    /// <param name="aside">How far the part that is shown lies to the right and below, in frame pixels.</param>
    /// <param name="spec">Size, layout and numbers of the tensor.</param>
    /// <param name="tensor">At least <see cref="InputSpec.ByteLength"/> bytes, in the element type of the spec.</param>
    /// <returns>Where the picture lies in the tensor.</returns>
    /// <exception cref="NotSupportedException">This implementation shows whole pictures and parts only.</exception>
    FrameToTensor Write(FrameLease frame, Vector2 aside, InputSpec spec, Span<byte> tensor) =>
        throw new NotSupportedException("this tensorizer shows no picture aside");

    /// <summary>Writes the whole tensor of a warped picture, border included.</summary>
    /// <param name="frame">The picture, of the size that the warp is for.</param>
    /// <param name="warp">Which rows and columns get how much room.</param>
    /// <param name="spec">Size, layout and numbers of the tensor.</param>
    /// <param name="tensor">At least <see cref="InputSpec.ByteLength"/> bytes, in the element type of the spec.</param>
    /// <exception cref="NotSupportedException">This implementation warps nothing.</exception>
    void Write(FrameLease frame, FrameWarp warp, InputSpec spec, Span<byte> tensor) =>
        throw new NotSupportedException("this tensorizer warps no pictures");
}

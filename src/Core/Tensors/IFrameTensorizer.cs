using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;

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

    /// <summary>Writes the whole tensor of a part of a picture, border included.</summary>
    /// <param name="frame">The picture; any size and layout.</param>
    /// <param name="area">The part, in frame pixels; within the frame and not empty.</param>
    /// <param name="spec">Size, layout and numbers of the tensor.</param>
    /// <param name="tensor">At least <see cref="InputSpec.ByteLength"/> bytes, in the element type of the spec.</param>
    /// <returns>Where the part lies in the tensor.</returns>
    FrameToTensor Write(FrameLease frame, in BoundingBox area, InputSpec spec, Span<byte> tensor);
}

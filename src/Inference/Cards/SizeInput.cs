using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Cards;

/// <summary>
/// The second input of exported RT-DETR and its kin: width and height of the picture, by which the graph multiplies
/// relative boxes. It is given the size of the model's input, so that boxes come out in input pixels as with every other head.
/// </summary>
internal static class SizeInput
{
    /// <summary>Whether an input is two numbers per picture.</summary>
    public static bool Is(OnnxValue input) =>
        input.ElementType is OnnxElementType.Int64 or OnnxElementType.Int32 or OnnxElementType.Float32
        && input.Shape is { Rank: 2 } shape && shape.Dims[0].Value is null or 1 && input.Shape.Dims[1].Value == 2;

    /// <summary>Writes width and height.</summary>
    public static void Write(BoundTensor tensor, int width, int height)
    {
        switch (tensor.Type)
        {
            case OnnxElementType.Int64:
                (tensor.As<long>()[0], tensor.As<long>()[1]) = (width, height);
                break;
            case OnnxElementType.Int32:
                (tensor.As<int>()[0], tensor.As<int>()[1]) = (width, height);
                break;
            default:
                (tensor.As<float>()[0], tensor.As<float>()[1]) = (width, height);
                break;
        }
    }
}

using System.Numerics;

namespace VideoDyn.Core.Tensors;

/// <summary>How a model wants its picture: size, layout, colour, numbers. The <c>input</c> section of a model card.</summary>
public sealed record InputSpec
{
    /// <summary>Tensor width in pixels, at least 1.</summary>
    public required int Width { get; init; }

    /// <summary>Tensor height in pixels, at least 1.</summary>
    public required int Height { get; init; }

    /// <summary>Order of the dimensions. Default planar.</summary>
    public TensorLayout Layout { get; init; } = TensorLayout.Nchw;

    /// <summary>Order of the channels. Default RGB.</summary>
    public ChannelOrder Color { get; init; } = ChannelOrder.Rgb;

    /// <summary>How a frame of another shape is fitted in. Default centred letterbox.</summary>
    public ResizeMode Resize { get; init; } = ResizeMode.LetterboxCenter;

    /// <summary>Code value of the border of a letterbox, 0..255, the same for every channel. Default 114.</summary>
    public float Pad { get; init; } = 114;

    /// <summary>Factor on the 0..255 code value: tensor = (value * Scale - Mean) / Std. Default 1/255.</summary>
    public float Scale { get; init; } = 1f / 255f;

    /// <summary>Mean per channel in the order of <see cref="Color"/>, after scaling. Default 0.</summary>
    public Vector3 Mean { get; init; } = Vector3.Zero;

    /// <summary>Standard deviation per channel in the order of <see cref="Color"/>, after scaling; never 0. Default 1.</summary>
    public Vector3 Std { get; init; } = Vector3.One;

    /// <summary>Element type. Default 32-bit float. Unsigned bytes take the rounded, saturated result.</summary>
    public TensorType Type { get; init; } = TensorType.Float32;

    /// <summary>Bytes of one picture's tensor (three channels).</summary>
    public int ByteLength => checked(3 * Width * Height * Type switch
    {
        TensorType.Float32 => 4,
        TensorType.Float16 => 2,
        _ => 1,
    });
}

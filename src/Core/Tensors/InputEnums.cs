namespace VideoDyn.Core.Tensors;

/// <summary>Order of the dimensions of an image tensor.</summary>
public enum TensorLayout
{
    /// <summary>Batch, channel, row, column (planar).</summary>
    Nchw,

    /// <summary>Batch, row, column, channel (packed).</summary>
    Nhwc,
}

/// <summary>Order of the colour channels.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,
}

/// <summary>Element type of an image tensor.</summary>
public enum TensorType
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary16.</summary>
    Float16,

    /// <summary>Unsigned 8-bit.</summary>
    UInt8,
}

/// <summary>How a frame is fitted into a tensor of another shape. All modes sample bilinearly with half-pixel centres.</summary>
public enum ResizeMode
{
    /// <summary>Keep the aspect, picture in the top-left corner, border on the right or below.</summary>
    LetterboxTopLeft,

    /// <summary>Keep the aspect, picture centred, border on both sides.</summary>
    LetterboxCenter,

    /// <summary>Ignore the aspect and fill the tensor.</summary>
    Stretch,

    /// <summary>Keep the aspect, fill the tensor and cut off what sticks out, equally on both sides.</summary>
    Crop,
}

namespace VideoDyn.Inference.Heads;

/// <summary>Order and unit of the four numbers of a decoded box.</summary>
public enum BoxFormat
{
    /// <summary>x1, y1, x2, y2 in input pixels.</summary>
    Corners,

    /// <summary>x1, y1, x2, y2 as shares of the input.</summary>
    CornersRelative,

    /// <summary>y1, x1, y2, x2 in input pixels.</summary>
    RowFirst,

    /// <summary>y1, x1, y2, x2 as shares of the input, as TensorFlow's suppression gives them.</summary>
    RowFirstRelative,
}

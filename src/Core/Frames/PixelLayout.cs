namespace VideoDyn.Core.Frames;

/// <summary>How the 8-bit planes of a frame are laid out. Decoders convert everything else to one of these.</summary>
public enum PixelLayout
{
    /// <summary>One luma plane.</summary>
    Gray,

    /// <summary>Planar YUV, chroma halved in both directions (rounded up).</summary>
    Yuv420,

    /// <summary>Planar YUV, chroma halved horizontally (rounded up).</summary>
    Yuv422,

    /// <summary>Planar YUV, chroma at full size.</summary>
    Yuv444,
}

namespace VideoDyn.Core.Frames;

/// <summary>The range of code values that stands for black to white.</summary>
public enum ColorRange
{
    /// <summary>Luma 16..235, chroma 16..240 (also called video or MPEG range).</summary>
    Limited,

    /// <summary>Luma and chroma 0..255 (also called PC or JPEG range).</summary>
    Full,
}

namespace VideoDyn.Core.Frames;

/// <summary>The matrix that turned RGB into YUV (ITU-T H.273, MatrixCoefficients).</summary>
public enum ColorMatrix
{
    /// <summary>ITU-R BT.601: standard definition, JPEG, and streams below 720 lines that do not say.</summary>
    Bt601,

    /// <summary>ITU-R BT.709: high definition, and streams of 720 lines or more that do not say.</summary>
    Bt709,

    /// <summary>ITU-R BT.2020, non-constant luminance.</summary>
    Bt2020,
}

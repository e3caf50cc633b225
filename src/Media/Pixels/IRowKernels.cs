namespace VideoDyn.Media.Pixels;

/// <summary>
/// The vector steps of one output row. Samples between the vertical and the horizontal step are 16-bit with
/// <see cref="FractionBits"/> fractional bits; after the horizontal step they are floats in units of
/// 2^-<see cref="SampleBits"/> code values, which the colour factors undo.
/// </summary>
/// <remarks>
/// Every row buffer is readable and writable for <see cref="RowWorkspace.Slack"/> elements past its end, so that the
/// steps may work in whole vectors there. Frame planes and the tensor have no such slack.
/// </remarks>
internal interface IRowKernels
{
    /// <summary>Fractional bits between the two interpolations: 255 * 128 still fits a signed 16-bit number.</summary>
    const int FractionBits = 7;

    /// <summary>Fractional bits of a horizontal weight: two weights sum to 2^14, and each fits 16 bits.</summary>
    const int WeightBits = 14;

    /// <summary>Fractional bits after both interpolations.</summary>
    const int SampleBits = FractionBits + WeightBits;

    /// <summary>Output pixels that share a window of source samples in <see cref="SampleTable"/>.</summary>
    static abstract int WindowOutputs { get; }

    /// <summary>Samples in a window.</summary>
    static abstract int WindowSamples { get; }

    /// <summary>Whether picks within a window are byte numbers.</summary>
    static abstract bool ByteShuffle { get; }

    /// <summary>Pixels of a float vector: the least width that <see cref="ToChannels"/> writes.</summary>
    static abstract int Lanes { get; }

    /// <summary>Interpolates between two plane rows.</summary>
    /// <param name="top">First needed sample of the upper row.</param>
    /// <param name="bottom">First needed sample of the lower row.</param>
    /// <param name="weight">Share of the lower row in 1/32768, 0..32767.</param>
    /// <param name="samples">Row buffer to fill.</param>
    /// <param name="count">Samples; no other byte of the plane is read.</param>
    static abstract unsafe void BetweenRows(byte* top, byte* bottom, int weight, short* samples, int count);

    /// <summary>Interpolates along a row.</summary>
    /// <param name="samples">Row buffer with the vertically interpolated samples.</param>
    /// <param name="table">Positions and weights.</param>
    /// <param name="values">Row buffer to fill.</param>
    static abstract unsafe void AlongRow(short* samples, SampleTable table, float* values);

    /// <summary>Turns samples into values where no horizontal interpolation is needed.</summary>
    static abstract unsafe void Widen(short* samples, float* values, int count);

    /// <summary>Applies the colour transforms to a row.</summary>
    /// <param name="y">Luma values.</param>
    /// <param name="u">Cb values.</param>
    /// <param name="v">Cr values.</param>
    /// <param name="channels">Three transforms.</param>
    /// <param name="first">Result of the first channel; max(count, <see cref="Lanes"/>) elements are written, as below.</param>
    /// <param name="second">Result of the second channel.</param>
    /// <param name="third">Result of the third channel.</param>
    /// <param name="count">Pixels.</param>
    static abstract unsafe void ToChannels(
        float* y, float* u, float* v, ChannelTransform* channels, float* first, float* second, float* third, int count);
}

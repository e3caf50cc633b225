using System.Numerics;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Media.Pixels;

/// <summary>
/// YUV code values to one tensor channel in one affine step: conversion to RGB by the stream's matrix and range, then
/// (value * Scale - Mean) / Std, all folded into three factors, an offset and the limits that RGB 0 and 255 map to.
/// </summary>
/// <param name="Y">Factor of the luma code value.</param>
/// <param name="U">Factor of the Cb code value.</param>
/// <param name="V">Factor of the Cr code value.</param>
/// <param name="Offset">Added last.</param>
/// <param name="Low">Smallest result: of RGB 0 or 255.</param>
/// <param name="High">Largest result: of RGB 255 or 0.</param>
internal readonly record struct ChannelTransform(float Y, float U, float V, float Offset, float Low, float High)
{
    /// <summary>The tensor value of one pixel, not yet rounded to the element type.</summary>
    public float Apply(float y, float u, float v) => Math.Clamp((Y * y) + (U * u) + (V * v) + Offset, Low, High);
}

/// <summary>The three channel transforms of a tensor, in the tensor's channel order.</summary>
/// <remarks>
/// Coefficients follow ITU-T H.273 and the recommendations it cites (BT.601, BT.709, BT.2020 non-constant luminance):
/// R = Y + 2(1-Kr)Cr, B = Y + 2(1-Kb)Cb, G from Y = Kr R + Kg G + Kb B.
/// </remarks>
internal static class ColorTransform
{
    /// <summary>Builds the transforms of a frame format and a tensor.</summary>
    public static ChannelTransform[] Create(ColorMatrix matrix, ColorRange range, InputSpec spec)
    {
        Vector4Double[] rgb = ToRgb(matrix, range);
        int[] order = spec.Color == ChannelOrder.Rgb ? [0, 1, 2] : [2, 1, 0];
        var channels = new ChannelTransform[3];
        for (int channel = 0; channel < 3; channel++)
        {
            double factor = spec.Scale / (double)spec.Std[channel];
            double shift = -spec.Mean[channel] / (double)spec.Std[channel];
            Vector4Double row = rgb[order[channel]];
            float black = (float)shift;
            float white = (float)((255 * factor) + shift);
            channels[channel] = new ChannelTransform(
                (float)(row.Y * factor), (float)(row.U * factor), (float)(row.V * factor), (float)((row.Offset * factor) + shift),
                Math.Min(black, white), Math.Max(black, white));
        }

        return channels;
    }

    /// <summary>The tensor value of a code value that every channel shares, such as the border of a letterbox.</summary>
    public static Vector3 OfCodeValue(float value, InputSpec spec) => ((new Vector3(value) * spec.Scale) - spec.Mean) / spec.Std;

    /// <summary>Luma weights of red and blue.</summary>
    public static (double Red, double Blue) LumaWeights(ColorMatrix matrix) => matrix switch
    {
        ColorMatrix.Bt601 => (0.299, 0.114),
        ColorMatrix.Bt709 => (0.2126, 0.0722),
        ColorMatrix.Bt2020 => (0.2627, 0.0593),
        _ => throw new ArgumentOutOfRangeException(nameof(matrix), matrix, "unknown colour matrix"),
    };

    private static Vector4Double[] ToRgb(ColorMatrix matrix, ColorRange range)
    {
        (double red, double blue) = LumaWeights(matrix);
        double green = 1 - red - blue;
        (double black, double luma, double chroma) = range == ColorRange.Limited ? (16, 255.0 / 219, 255.0 / 224) : (0, 1.0, 1.0);
        double redFromV = 2 * (1 - red) * chroma;
        double blueFromU = 2 * (1 - blue) * chroma;
        return
        [
            Row(0, redFromV),
            Row(-blue * blueFromU / green, -red * redFromV / green),
            Row(blueFromU, 0),
        ];

        Vector4Double Row(double u, double v) => new(luma, u, v, (-black * luma) - (128 * (u + v)));
    }

    private readonly record struct Vector4Double(double Y, double U, double V, double Offset);
}

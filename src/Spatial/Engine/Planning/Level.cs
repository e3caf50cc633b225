namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>
/// All maps of one size. They share the border and therefore the index of each pixel, so one list of active pixels serves
/// them all. A row's left border is the right border of the row above.
/// </summary>
internal sealed class Level(int index, int height, int width, double strideY, double strideX)
{
    /// <summary>Position among the plan's levels.</summary>
    public int Index { get; } = index;

    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <summary>Columns.</summary>
    public int Width { get; } = width;

    /// <summary>Input pixels from one row to the next.</summary>
    public double StrideY { get; } = strideY;

    /// <summary>Input pixels from one column to the next.</summary>
    public double StrideX { get; } = strideX;

    /// <summary>Zero pixels on every side; grows while steps that reach further are planned.</summary>
    public int Border { get; private set; }

    /// <summary>Pixels from one row to the next.</summary>
    public int Pitch => Width + Border;

    /// <summary>Pixels of a map with its border.</summary>
    public int StoredPixels => ((Height + (2 * Border)) * Pitch) + Border;

    /// <summary>Pixels of a map without its border.</summary>
    public int Pixels => Height * Width;

    /// <summary>Index of a pixel; negative coordinates reach into the border.</summary>
    public int PixelIndex(int y, int x) => ((y + Border) * Pitch) + x + Border;

    /// <summary>Makes the border at least this wide.</summary>
    public void Require(int border) => Border = Math.Max(Border, border);

    /// <summary>For example <c>52 x 52 at stride 8</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Width} x {Height} at stride {StrideX:0.##}");
}

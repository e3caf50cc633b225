namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>How a coded picture is turned to be shown: first mirrored along its diagonal, then along the axes.</summary>
/// <param name="Transpose">Rows become columns.</param>
/// <param name="FlipX">Columns of the result run backwards.</param>
/// <param name="FlipY">Rows of the result run backwards.</param>
internal readonly record struct PictureOrientation(bool Transpose, bool FlipX, bool FlipY)
{
    /// <summary>Clockwise rotation in degrees that is nearest: 0, 90, 180 or 270.</summary>
    public int Rotation => (Transpose, FlipX, FlipY) switch
    {
        (true, true, _) => 90,
        (true, false, _) => 270,
        (false, _, true) => FlipX ? 180 : 0,
        _ => 0,
    };

    /// <summary>Whether nothing is to be done.</summary>
    public bool IsNone => !Transpose && !FlipX && !FlipY;

    /// <summary>
    /// Reads a display matrix (nine 32-bit numbers as in ISO 14496-12). A rotation that is no multiple of 90 degrees goes
    /// to the nearest one.
    /// </summary>
    public static unsafe PictureOrientation FromMatrix(nint matrix)
    {
        if (matrix == 0)
            return default;
        int* m = (int*)matrix;
        long a = m[0], b = m[1], c = m[3], d = m[4]; // x' = a x + c y, y' = b x + d y
        return Math.Abs(a) + Math.Abs(d) >= Math.Abs(b) + Math.Abs(c)
            ? new PictureOrientation(false, a < 0, d < 0)
            : new PictureOrientation(true, c < 0, b < 0);
    }
}

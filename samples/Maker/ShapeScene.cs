namespace VideoDyn.SampleMaker;

/// <summary>
/// The sample scene: balls, crates and carts cross a textured floor seen by a camera that does not move, with stretches
/// in which nothing happens. Rendered in double precision without any library, so every machine makes the same pictures.
/// </summary>
public sealed class ShapeScene
{
    public const int Width = 320;
    public const int Height = 192;
    public const int FramesPerSecond = 15;
    public const int FrameCount = 15 * FramesPerSecond;

    private static readonly (double R, double G, double B)[] s_colors = [(214, 48, 40), (44, 172, 68), (52, 84, 216)];
    private readonly double[] _floor = Floor();

    /// <summary>Every object of the clip. Objects of one kind keep 70 pixels apart, the reach of the sample model.</summary>
    public static IReadOnlyList<Shape> Shapes { get; } =
    [
        new(ShapeKind.Ball, 30, 15, 90, (-20, 60), (345, 110)),
        new(ShapeKind.Cart, 44, 40, 140, (350, 150), (-30, 140)),
        new(ShapeKind.Crate, 26, 60, 225, (90, 40), (90, 40)),
        new(ShapeKind.Ball, 22, 150, 215, (230, -15), (200, 210)),
        new(ShapeKind.Cart, 36, 165, 225, (-25, 100), (150, 120)),
    ];

    /// <summary>Renders one frame as 8-bit YUV 4:2:0, BT.601 limited range.</summary>
    public void Render(int frame, Span<byte> luma, Span<byte> chromaU, Span<byte> chromaV)
    {
        var picture = new (double R, double G, double B)[Width * Height];
        for (int index = 0; index < picture.Length; index++)
            picture[index] = (_floor[index], _floor[index], _floor[index]);
        foreach (Shape shape in Shapes)
        {
            if (shape.At(frame) is { } centre)
                Paint(picture, shape, centre);
        }

        ToYuv(picture, luma, chromaU, chromaV);
    }

    private static void Paint((double R, double G, double B)[] picture, Shape shape, (double X, double Y) centre)
    {
        (double r, double g, double b) = s_colors[(int)shape.Kind];
        int left = Math.Max(0, (int)(centre.X - shape.Size)), right = Math.Min(Width, (int)(centre.X + shape.Size) + 1);
        int top = Math.Max(0, (int)(centre.Y - shape.Size)), bottom = Math.Min(Height, (int)(centre.Y + shape.Size) + 1);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                double covered = shape.Coverage(x + 0.5, y + 0.5, centre);
                ref (double R, double G, double B) pixel = ref picture[(y * Width) + x];
                pixel = (pixel.R + ((r - pixel.R) * covered), pixel.G + ((g - pixel.G) * covered), pixel.B + ((b - pixel.B) * covered));
            }
        }
    }

    private static void ToYuv((double R, double G, double B)[] picture, Span<byte> luma, Span<byte> chromaU, Span<byte> chromaV)
    {
        for (int index = 0; index < picture.Length; index++)
        {
            (double r, double g, double b) = picture[index];
            luma[index] = Round(16 + (((65.481 * r) + (128.553 * g) + (24.966 * b)) / 255));
        }

        for (int y = 0; y < Height / 2; y++)
        {
            for (int x = 0; x < Width / 2; x++)
            {
                double r = 0, g = 0, b = 0;
                for (int corner = 0; corner < 4; corner++)
                {
                    (double cr, double cg, double cb) = picture[(((2 * y) + (corner / 2)) * Width) + (2 * x) + (corner % 2)];
                    (r, g, b) = (r + (cr / 4), g + (cg / 4), b + (cb / 4));
                }

                chromaU[(y * Width / 2) + x] = Round(128 + (((-37.797 * r) - (74.203 * g) + (112 * b)) / 255));
                chromaV[(y * Width / 2) + x] = Round(128 + (((112 * r) - (93.786 * g) - (18.214 * b)) / 255));
            }
        }
    }

    // Smooth value noise over a vertical gradient; integer hashing keeps it the same everywhere.
    private static double[] Floor()
    {
        var floor = new double[Width * Height];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                double tile = ((x / 32) + (y / 32)) % 2 == 0 ? 6 : -6;
                floor[(y * Width) + x] = 160 + (y * 0.2) + tile + (14 * Noise(x / 9.0, y / 9.0)) + (6 * Noise(x / 2.5, y / 2.5));
            }
        }

        return floor;
    }

    private static double Noise(double x, double y)
    {
        int column = (int)x, row = (int)y;
        double fx = x - column, fy = y - row;
        double top = (Hash(column, row) * (1 - fx)) + (Hash(column + 1, row) * fx);
        double bottom = (Hash(column, row + 1) * (1 - fx)) + (Hash(column + 1, row + 1) * fx);
        return (top * (1 - fy)) + (bottom * fy);
    }

    private static double Hash(int x, int y)
    {
        uint value = unchecked(((uint)x * 374761393u) + ((uint)y * 668265263u));
        value = unchecked((value ^ (value >> 13)) * 1274126177u);
        return ((value ^ (value >> 16)) / (double)uint.MaxValue * 2) - 1;
    }

    private static byte Round(double value) => (byte)Math.Clamp(Math.Floor(value + 0.5), 0, 255);
}

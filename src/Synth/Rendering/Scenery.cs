using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>
/// The standing part of the scene as the camera sees it now: per sample, and per pixel as the mean of its samples. A
/// turned camera takes its samples from the wider picture that was rendered once.
/// </summary>
internal sealed class Scenery
{
    private readonly Layer[] _wide;
    private readonly int _wideWidth;
    private readonly int _wideHeight;
    private readonly View _wideView;

    /// <summary>Takes over a rendered picture.</summary>
    /// <param name="samples">Its samples, row by row.</param>
    /// <param name="wideWidth">Samples in a row.</param>
    /// <param name="wideHeight">Rows of samples.</param>
    /// <param name="view">The camera it was rendered for.</param>
    /// <param name="width">Width of the pictures to make, in pixels.</param>
    /// <param name="height">Their height.</param>
    public Scenery(Layer[] samples, int wideWidth, int wideHeight, View view, int width, int height)
    {
        (_wide, _wideWidth, _wideHeight, _wideView) = (samples, wideWidth, wideHeight, view);
        Width = width;
        Height = height;
        bool same = wideWidth == 2 * width && wideHeight == 2 * height;
        Samples = same ? samples : new Layer[4 * width * height];
        InverseDepth = new float[4 * width * height];
        Pixels = new PixelLayer[width * height];
        if (same)
            Finish(view);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Two by two samples per pixel.</summary>
    public Layer[] Samples { get; }

    /// <summary>1 / depth along the optical axis, per sample.</summary>
    public float[] InverseDepth { get; }

    /// <summary>Means over the samples of each pixel.</summary>
    public PixelLayer[] Pixels { get; }

    /// <summary>Turns to another view from the same eye.</summary>
    public void Turn(View view)
    {
        int columns = 2 * Width, rows = 2 * Height;
        Vec3 step = IntoWide(view.Right * (1 / view.Focal));
        for (int y = 0; y < rows; y++)
        {
            Vec3 first = IntoWide(view.Ray(0.5f, y + 0.5f));
            for (int x = 0; x < columns; x++)
            {
                Vec3 ray = first + (step * x);
                float scale = _wideView.Focal / ray.Z;
                Samples[(y * columns) + x] = Sample(_wideView.CenterX + (ray.X * scale) - 0.5f, _wideView.CenterY - (ray.Y * scale) - 0.5f);
            }
        }

        Finish(view);
    }

    /// <summary>A direction in the axes of the wide picture: right, up, forward.</summary>
    private Vec3 IntoWide(Vec3 ray) => new(Vec3.Dot(ray, _wideView.Right), Vec3.Dot(ray, _wideView.Up), Vec3.Dot(ray, _wideView.Forward));

    private Layer Sample(float x, float y)
    {
        x = Math.Clamp(x, 0, _wideWidth - 1.001f);
        y = Math.Clamp(y, 0, _wideHeight - 1.001f);
        int column = (int)x, row = (int)y;
        ref readonly Layer corner = ref _wide[(row * _wideWidth) + column];
        ref readonly Layer right = ref _wide[(row * _wideWidth) + column + 1];
        ref readonly Layer below = ref _wide[((row + 1) * _wideWidth) + column];
        ref readonly Layer across = ref _wide[((row + 1) * _wideWidth) + column + 1];
        float fx = x - column, fy = y - row;
        var mixed = Layer.Mix(Layer.Mix(corner, right, fx), Layer.Mix(below, across, fx), fy);
        // Half-way between near and far is nothing: depth is that of the nearest sample.
        mixed.Distance = (fy < 0.5f ? (fx < 0.5f ? corner : right) : fx < 0.5f ? below : across).Distance;
        return mixed;
    }

    private void Finish(View view)
    {
        int columns = 2 * Width;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                var sum = default(PixelLayer);
                for (int corner = 0; corner < 4; corner++)
                {
                    int sx = (2 * x) + (corner & 1), sy = (2 * y) + (corner >> 1), index = (sy * columns) + sx;
                    ref readonly Layer sample = ref Samples[index];
                    InverseDepth[index] = view.RayLength(sx + 0.5f, sy + 0.5f) / sample.Distance;
                    sum.Add(sample);
                }

                Pixels[(y * Width) + x] = sum;
            }
        }
    }
}

using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>
/// What moving things take from the light of the ground: soft shadows (the mesh projected along the sun, blurred as far
/// as its penumbra reaches) and contact shade under feet and cars. One value per pixel, in 0..1.
/// </summary>
internal sealed class GroundShade(int width, int height)
{
    private readonly Projection _projected = new();
    private float[] _mask = [];
    private float[] _blurred = [];

    public float[] Shadow { get; } = new float[width * height];

    public float[] Contact { get; } = new float[width * height];

    /// <summary>Empties a rectangle.</summary>
    public void Clear(in Rect area)
    {
        for (int y = area.Top; y < area.Bottom; y++)
        {
            Array.Clear(Shadow, (y * width) + area.Left, area.Width);
            Array.Clear(Contact, (y * width) + area.Left, area.Width);
        }
    }

    /// <summary>Throws the shadow of a mesh.</summary>
    /// <param name="mesh">The thing.</param>
    /// <param name="view">The camera, in pixels.</param>
    /// <param name="toSun">Direction of the sun.</param>
    /// <param name="penumbra">Half width of the soft edge in metres.</param>
    /// <returns>The pixels touched.</returns>
    public Rect Cast(Mesh mesh, View view, Vec3 toSun, float penumbra)
    {
        _projected.Cast(mesh, view, toSun);
        Rect bounds = _projected.Bounds;
        if (bounds.IsEmpty)
            return default;
        Vec3 middle = mesh.Points[0] - view.Eye;
        float depth = Math.Max(0.5f, Vec3.Dot(middle, view.Forward));
        int blur = Math.Clamp((int)((view.Focal * penumbra / depth) + 0.5f), 1, 12);
        Rect area = new Rect(bounds.Left - (2 * blur), bounds.Top - (2 * blur), bounds.Right + (2 * blur), bounds.Bottom + (2 * blur))
            .Within(new Rect(-32, -32, width + 32, height + 32));
        if (area.IsEmpty)
            return default;
        int size = area.Width * area.Height;
        if (_mask.Length < size)
            (_mask, _blurred) = (new float[size * 2], new float[size * 2]);
        Array.Clear(_mask, 0, size);
        for (int i = 0; i < mesh.IndexCount; i += 3)
        {
            Fill(
                _projected.Places[mesh.Triangles[i]],
                _projected.Places[mesh.Triangles[i + 1]],
                _projected.Places[mesh.Triangles[i + 2]],
                area);
        }

        for (int pass = 0; pass < 2; pass++)
        {
            BoxBlur.Rows(_mask, _blurred, area.Width, area.Height, blur);
            BoxBlur.Columns(_blurred, _mask, area.Width, area.Height, blur);
        }

        Rect inside = area.Within(new Rect(0, 0, width, height));
        for (int y = inside.Top; y < inside.Bottom; y++)
        {
            for (int x = inside.Left; x < inside.Right; x++)
            {
                ref float value = ref Shadow[(y * width) + x];
                value = Math.Max(value, _mask[((y - area.Top) * area.Width) + x - area.Left]);
            }
        }

        return inside;
    }

    /// <summary>Darkens an ellipse of ground, softly towards its edge.</summary>
    /// <param name="view">The camera, in pixels.</param>
    /// <param name="at">Place and heading on the ground.</param>
    /// <param name="side">Reach to the sides in metres.</param>
    /// <param name="front">Reach to front and back in metres.</param>
    /// <param name="strength">Share of the light taken in the middle.</param>
    /// <returns>The pixels touched.</returns>
    public Rect Touch(View view, in Frame3 at, float side, float front, float strength)
    {
        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
        for (int corner = 0; corner < 4; corner++)
        {
            Vec3 p = view.Project(at.Point(new Vec3((corner & 1) == 0 ? -side : side, (corner & 2) == 0 ? -front : front, 0)));
            if (p.Z <= 0)
                return default;
            (left, right) = (Math.Min(left, p.X), Math.Max(right, p.X));
            (top, bottom) = (Math.Min(top, p.Y), Math.Max(bottom, p.Y));
        }

        Rect area = new Rect((int)Math.Max(left, -9), (int)Math.Max(top, -9), (int)Math.Min(right, width) + 1, (int)Math.Min(bottom, height) + 1)
            .Within(new Rect(0, 0, width, height));
        for (int y = area.Top; y < area.Bottom; y++)
        {
            for (int x = area.Left; x < area.Right; x++)
            {
                Vec3 ray = view.Ray(x + 0.5f, y + 0.5f);
                if (ray.Z >= -1e-4f)
                    continue;
                Vec3 offset = view.Eye + (ray * ((at.Origin.Z - view.Eye.Z) / ray.Z)) - at.Origin;
                float u = Vec3.Dot(offset, at.X) / side, v = Vec3.Dot(offset, at.Y) / front;
                float near = 1 - ((u * u) + (v * v));
                if (near <= 0)
                    continue;
                ref float value = ref Contact[(y * width) + x];
                value = 1 - ((1 - value) * (1 - (strength * near * Math.Min(1, 0.4f + near))));
            }
        }

        return area;
    }

    private void Fill(Vec3 a, Vec3 b, Vec3 c, in Rect area)
    {
        if (a.Z <= 0 || b.Z <= 0 || c.Z <= 0)
            return;
        float size = ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
        if (size == 0)
            return;
        int left = Math.Max(area.Left, (int)MathF.Floor(Math.Max(-1e6f, Math.Min(a.X, Math.Min(b.X, c.X)) - 0.5f)));
        int right = Math.Min(area.Right - 1, (int)MathF.Floor(Math.Min(1e6f, Math.Max(a.X, Math.Max(b.X, c.X)) + 0.5f)));
        int top = Math.Max(area.Top, (int)MathF.Floor(Math.Max(-1e6f, Math.Min(a.Y, Math.Min(b.Y, c.Y)) - 0.5f)));
        int bottom = Math.Min(area.Bottom - 1, (int)MathF.Floor(Math.Min(1e6f, Math.Max(a.Y, Math.Max(b.Y, c.Y)) + 0.5f)));
        float bx = (c.Y - a.Y) / size, by = (a.X - c.X) / size, cx = (a.Y - b.Y) / size, cy = (b.X - a.X) / size;
        for (int y = top; y <= bottom; y++)
        {
            float dy = y + 0.5f - a.Y;
            int row = ((y - area.Top) * area.Width) - area.Left;
            for (int x = left; x <= right; x++)
            {
                float dx = x + 0.5f - a.X;
                float wb = (dx * bx) + (dy * by), wc = (dx * cx) + (dy * cy);
                if (wb >= 0 && wc >= 0 && wb + wc <= 1)
                    _mask[row + x] = 1;
            }
        }
    }
}

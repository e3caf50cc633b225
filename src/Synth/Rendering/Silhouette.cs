using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>One object drawn alone: its nearest surface at each sample, whatever hides it in the picture.</summary>
internal sealed class Silhouette
{
    private Sample[] _samples = [];
    private int _stamp;
    private Rect _area;

    /// <summary>The samples that may be covered.</summary>
    public Rect Area => _area;

    /// <summary>Draws the triangles of a projected mesh within limits.</summary>
    public void Draw(Mesh mesh, Projection projected, in Rect limits)
    {
        _area = projected.Bounds.Within(limits);
        if (_area.IsEmpty)
        {
            _area = default;
            return;
        }

        int size = _area.Width * _area.Height;
        if (_samples.Length < size)
            _samples = new Sample[size + (size / 2)];
        _stamp++;
        for (int i = 0; i < mesh.IndexCount; i += 3)
            Triangle(projected, mesh.Triangles[i], mesh.Triangles[i + 1], mesh.Triangles[i + 2]);
    }

    /// <summary>The samples of a row of <see cref="Area"/>.</summary>
    public ReadOnlySpan<Sample> Row(int y) => _samples.AsSpan((y - _area.Top) * _area.Width, _area.Width);

    /// <summary>Whether the object covers a sample of <see cref="Row"/>.</summary>
    public bool Covers(in Sample sample) => sample.Stamp == _stamp;

    private void Triangle(Projection projected, int ia, int ib, int ic)
    {
        Vec3 a = projected.Places[ia], b = projected.Places[ib], c = projected.Places[ic];
        if (a.Z <= 0 || b.Z <= 0 || c.Z <= 0)
            return;
        float area = ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
        if (area == 0)
            return;
        int left = Math.Max(_area.Left, (int)MathF.Floor(Math.Clamp(Math.Min(a.X, Math.Min(b.X, c.X)) - 0.5f, -1e6f, 1e6f)));
        int right = Math.Min(_area.Right - 1, (int)MathF.Floor(Math.Clamp(Math.Max(a.X, Math.Max(b.X, c.X)) + 0.5f, -1e6f, 1e6f)));
        int top = Math.Max(_area.Top, (int)MathF.Floor(Math.Clamp(Math.Min(a.Y, Math.Min(b.Y, c.Y)) - 0.5f, -1e6f, 1e6f)));
        int bottom = Math.Min(_area.Bottom - 1, (int)MathF.Floor(Math.Clamp(Math.Max(a.Y, Math.Max(b.Y, c.Y)) + 0.5f, -1e6f, 1e6f)));
        if (left > right || top > bottom)
            return;
        float scale = 1 / area;
        // Weights of b and c; they fall linearly over the screen.
        float bx = (c.Y - a.Y) * scale, by = (a.X - c.X) * scale;
        float cx = (a.Y - b.Y) * scale, cy = (b.X - a.X) * scale;
        Vec3 ca = projected.Colors[ia], cb = projected.Colors[ib] - ca, cc = projected.Colors[ic] - ca;
        for (int y = top; y <= bottom; y++)
        {
            Span<Sample> row = _samples.AsSpan((y - _area.Top) * _area.Width, _area.Width);
            float dy = y + 0.5f - a.Y;
            for (int x = left; x <= right; x++)
            {
                float dx = x + 0.5f - a.X;
                float wb = (dx * bx) + (dy * by), wc = (dx * cx) + (dy * cy);
                if (wb < 0 || wc < 0 || wb + wc > 1)
                    continue;
                float inverse = a.Z + ((b.Z - a.Z) * wb) + ((c.Z - a.Z) * wc);
                ref Sample sample = ref row[x - _area.Left];
                if (sample.Stamp == _stamp && sample.InverseDepth >= inverse)
                    continue;
                sample.Stamp = _stamp;
                sample.InverseDepth = inverse;
                sample.R = ca.X + (cb.X * wb) + (cc.X * wc);
                sample.G = ca.Y + (cb.Y * wb) + (cc.Y * wc);
                sample.B = ca.Z + (cb.Z * wb) + (cc.Z * wc);
            }
        }
    }

    /// <summary>The nearest surface at one sample.</summary>
    public struct Sample
    {
        public int Stamp;
        public float InverseDepth;
        public float R;
        public float G;
        public float B;
    }
}

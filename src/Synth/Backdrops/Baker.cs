using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Backdrops;

/// <summary>Draws standing meshes and their shadows into the scenery's samples.</summary>
internal sealed class Baker(View view, Lighting light, int columns, int rows)
{
    private readonly Projection _projection = new();
    private readonly Silhouette _silhouette = new();

    public void Bake(IReadOnlyList<Mesh> props, Layer[] samples)
    {
        if (props.Count == 0)
            return;
        var shade = new GroundShade(columns, rows);
        foreach (Mesh prop in props)
            shade.Cast(prop, view, light.ToSun, 0.05f);
        for (int i = 0; i < samples.Length; i++)
            samples[i].Sun *= 1 - (shade.Shadow[i] * samples[i].Floor);
        foreach (Mesh prop in props)
            Draw(prop, samples);
    }

    private void Draw(Mesh prop, Layer[] samples)
    {
        _projection.Shade(prop, view, light, 1);
        for (int i = 0; i < prop.PointCount; i++)
            _projection.Colors[i] = Color(prop, i);
        _silhouette.Draw(prop, _projection, new Rect(0, 0, columns, rows));
        Copy(samples, (ref Layer layer, in Silhouette.Sample sample, float distance) =>
        {
            if (distance > layer.Distance)
                return;
            layer = new Layer { R = sample.R, G = sample.G, B = sample.B, Distance = distance };
        });
        for (int i = 0; i < prop.PointCount; i++)
        {
            float facing = Math.Max(0, Vec3.Dot(prop.Normals[i], light.ToSun));
            _projection.Colors[i] = new Vec3(prop.Openness[i] * (0.675f + (0.325f * prop.Normals[i].Z)), facing, prop.Paints[i].Glow);
        }

        _silhouette.Draw(prop, _projection, new Rect(0, 0, columns, rows));
        Copy(samples, (ref Layer layer, in Silhouette.Sample sample, float distance) =>
        {
            if (distance == layer.Distance)
                (layer.Ambient, layer.Sun, layer.Glow) = (sample.R, sample.G, sample.B);
        });
    }

    // Standing gloss is that of the light it was baked in.
    private Vec3 Color(Mesh prop, int i)
    {
        Paint paint = prop.Paints[i];
        if (paint.Gloss <= 0)
            return paint.Color;
        Vec3 lit = light.Diffuse(prop.Normals[i], prop.Openness[i], 1);
        Vec3 shine = _projection.Colors[i] - (paint.Color * lit) - (light.Glow * paint.Glow);
        return paint.Color + new Vec3(shine.X / Math.Max(0.05f, lit.X), shine.Y / Math.Max(0.05f, lit.Y), shine.Z / Math.Max(0.05f, lit.Z));
    }

    private void Copy(Layer[] samples, Write write)
    {
        Rect area = _silhouette.Area;
        for (int y = area.Top; y < area.Bottom; y++)
        {
            ReadOnlySpan<Silhouette.Sample> row = _silhouette.Row(y);
            for (int i = 0; i < row.Length; i++)
            {
                if (!_silhouette.Covers(row[i]))
                    continue;
                int x = area.Left + i;
                write(ref samples[(y * columns) + x], row[i], view.RayLength(x + 0.5f, y + 0.5f) / row[i].InverseDepth);
            }
        }
    }

    private delegate void Write(ref Layer layer, in Silhouette.Sample sample, float distance);
}

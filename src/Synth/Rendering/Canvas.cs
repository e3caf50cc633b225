using VideoDyn.Core.Detections;
using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>
/// Draws moving things over the scenery with a depth buffer of two by two samples per pixel, so that what is visible of
/// each is known exactly, and resolves the samples to pixels in linear light.
/// </summary>
internal sealed class Canvas
{
    /// <summary>Side of a tile in pixels; tiles that nothing touched show the scenery as it is.</summary>
    private const int Tile = 16;

    /// <summary>Owner of samples that belong to scenery or to moving scenery such as leaves.</summary>
    public const short Nobody = -1;

    private readonly Projection _projection = new();
    private readonly Silhouette _silhouette = new();
    private readonly GroundShade _shade;
    private readonly short[] _owner;
    private readonly Vec3[] _color;
    private readonly float[] _depth;
    private readonly bool[] _touched;
    private readonly int _tileColumns;
    private readonly int _width;
    private readonly int _height;
    private readonly Scenery _scenery;
    private bool _turned;
    private View _samples;
    private View _pixels;
    private Lighting _light;
    private Lighting _plainLight;
    private Vec3[]? _plain;

    public Canvas(Scenery scenery, View pixels)
    {
        (_scenery, _width, _height) = (scenery, scenery.Width, scenery.Height);
        _pixels = pixels;
        _samples = pixels;
        _owner = new short[4 * _width * _height];
        _color = new Vec3[_owner.Length];
        _depth = new float[_owner.Length];
        _shade = new GroundShade(_width, _height);
        _tileColumns = (_width + Tile - 1) / Tile;
        _touched = new bool[_tileColumns * ((_height + Tile - 1) / Tile)];
        Array.Fill(_touched, true);
    }

    /// <summary>The resolved picture, linear.</summary>
    public Vec3[] Picture { get; init; } = [];

    /// <summary>Starts a picture.</summary>
    /// <param name="turned">Whether the camera moved since the last picture.</param>
    /// <param name="samples">The camera, in samples.</param>
    /// <param name="pixels">The camera, in pixels.</param>
    /// <param name="light">The light now.</param>
    public void Begin(bool turned, View samples, View pixels, in Lighting light)
    {
        (_turned, _samples, _pixels, _light) = (turned, samples, pixels, light);
        int columns = 2 * _width;
        for (int tile = 0; tile < _touched.Length; tile++)
        {
            if (!_touched[tile])
                continue;
            _touched[tile] = false;
            Rect area = Pixels(tile);
            _shade.Clear(area);
            for (int y = 2 * area.Top; y < 2 * area.Bottom; y++)
                Array.Clear(_owner, (y * columns) + (2 * area.Left), 2 * area.Width);
        }
    }

    /// <summary>Throws a shadow and contact shade before anything is drawn.</summary>
    public void Shade(Mesh mesh, float penumbra) => Touch(_shade.Cast(mesh, _pixels, _light.ToSun, penumbra));

    /// <inheritdoc cref="GroundShade.Touch"/>
    public void Contact(in Frame3 at, float side, float front, float strength) =>
        Touch(_shade.Touch(_pixels, at, side, front, strength));

    /// <summary>Draws an object.</summary>
    /// <param name="mesh">Its surface in world coordinates.</param>
    /// <param name="owner">Its number from 1, or <see cref="Nobody"/>.</param>
    /// <param name="sunlight">Share of the sun that reaches it.</param>
    public Sighting Draw(Mesh mesh, short owner, float sunlight)
    {
        int columns = 2 * _width, rows = 2 * _height;
        _projection.Shade(mesh, _samples, _light, sunlight);
        _silhouette.Draw(mesh, _projection, new Rect(-columns / 2, -rows / 2, columns + (columns / 2), rows + (rows / 2)));
        Rect area = _silhouette.Area;
        if (area.IsEmpty)
            return default;
        int own = 0, left = int.MaxValue, right = int.MinValue, top = int.MaxValue, bottom = int.MinValue;
        for (int y = area.Top; y < area.Bottom; y++)
        {
            ReadOnlySpan<Silhouette.Sample> row = _silhouette.Row(y);
            bool inside = (uint)y < (uint)rows;
            for (int i = 0; i < row.Length; i++)
            {
                ref readonly Silhouette.Sample sample = ref row[i];
                if (!_silhouette.Covers(sample))
                    continue;
                own++;
                int x = area.Left + i;
                if (!inside || (uint)x >= (uint)columns)
                    continue;
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
                int index = (y * columns) + x;
                float standing = _owner[index] == 0 ? _scenery.InverseDepth[index] : _depth[index];
                if (sample.InverseDepth <= standing)
                    continue;
                _owner[index] = owner;
                _depth[index] = sample.InverseDepth;
                _color[index] = new Vec3(sample.R, sample.G, sample.B);
            }
        }

        if (left > right)
            return new Sighting(default, own, default);
        var seen = new Rect(left, top, right + 1, bottom + 1);
        Touch(new Rect(seen.Left / 2, seen.Top / 2, (seen.Right + 1) / 2, (seen.Bottom + 1) / 2));
        return new Sighting(new BoundingBox(seen.Left / 2f, seen.Top / 2f, seen.Right / 2f, seen.Bottom / 2f), own, seen);
    }

    /// <summary>How many samples of an object are visible in the finished picture.</summary>
    public int CountVisible(in Rect area, short owner)
    {
        int count = 0;
        for (int y = area.Top; y < area.Bottom; y++)
        {
            ReadOnlySpan<short> row = _owner.AsSpan((y * 2 * _width) + area.Left, area.Width);
            foreach (short found in row)
                count += found == owner ? 1 : 0;
        }

        return count;
    }

    /// <summary>Owner of a pixel: that of its upper left sample, 0 or less for scenery.</summary>
    public short OwnerAt(int x, int y) => _owner[(2 * y * 2 * _width) + (2 * x)];

    /// <summary>Resolves the samples to <see cref="Picture"/>.</summary>
    public void Resolve()
    {
        Vec3[] plain = Plain();
        for (int tile = 0; tile < _touched.Length; tile++)
        {
            Rect area = Pixels(tile);
            if (_touched[tile])
                ResolveTouched(area);
            else
                ResolvePlain(plain, area);
        }
    }

    private void ResolvePlain(Vec3[] plain, in Rect area)
    {
        for (int y = area.Top; y < area.Bottom; y++)
            Array.Copy(plain, (y * _width) + area.Left, Picture, (y * _width) + area.Left, area.Width);
    }

    // While neither light nor camera change, scenery that nothing touches is the same picture after picture.
    private Vec3[] Plain()
    {
        if (_plain is not null && _plainLight == _light && !_turned)
            return _plain;
        _plain ??= new Vec3[_width * _height];
        Lighting light = _light;
        for (int i = 0; i < _plain.Length; i++)
            _plain[i] = _scenery.Pixels[i].Lit(light);
        _plainLight = light;
        return _plain;
    }

    private void ResolveTouched(in Rect area)
    {
        int columns = 2 * _width;
        for (int y = area.Top; y < area.Bottom; y++)
        {
            for (int x = area.Left; x < area.Right; x++)
            {
                int pixel = (y * _width) + x, sample = (2 * y * columns) + (2 * x);
                float shadow = _shade.Shadow[pixel], contact = _shade.Contact[pixel];
                Vec3 sum = At(sample, shadow, contact) + At(sample + 1, shadow, contact);
                sample += columns;
                sum = sum + At(sample, shadow, contact) + At(sample + 1, shadow, contact);
                Picture[pixel] = sum * 0.25f;
            }
        }
    }

    private Vec3 At(int sample, float shadow, float contact) =>
        _owner[sample] != 0 ? _color[sample] : _scenery.Samples[sample].Lit(_light, shadow, contact);

    private Rect Pixels(int tile)
    {
        int left = tile % _tileColumns * Tile, top = tile / _tileColumns * Tile;
        return new Rect(left, top, Math.Min(_width, left + Tile), Math.Min(_height, top + Tile));
    }

    private void Touch(in Rect pixels)
    {
        if (pixels.IsEmpty)
            return;
        for (int row = pixels.Top / Tile; row <= (pixels.Bottom - 1) / Tile; row++)
        {
            for (int column = pixels.Left / Tile; column <= (pixels.Right - 1) / Tile; column++)
                _touched[(row * _tileColumns) + column] = true;
        }
    }
}

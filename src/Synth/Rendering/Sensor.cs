using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>
/// From linear light to the camera's code values: exposure, vignette, the softness of the lens, highlights rolled off,
/// gamma, noise that depends on brightness, and YUV 4:2:0 (BT.601, limited range).
/// </summary>
internal sealed class Sensor
{
    private const int Steps = 1 << 15;
    private const float Range = 4;

    private readonly int _width;
    private readonly int _height;
    private readonly float _softness;
    private readonly float[] _vignette;
    private readonly Vec3[] _soft;
    private readonly float[] _codes = new float[Steps + 1];

    public Sensor(int width, int height, float softness)
    {
        (_width, _height, _softness) = (width, height, softness);
        _soft = new Vec3[width * height];
        _vignette = new float[width * height];
        float reach = (width * width) + (height * height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float dx = (2 * x) + 1 - width, dy = (2 * y) + 1 - height;
                float far = ((dx * dx) + (dy * dy)) / reach;
                _vignette[(y * width) + x] = 1 - (0.28f * far * far) - (0.07f * far);
            }
        }

        for (int i = 0; i <= Steps; i++)
        {
            float linear = i * Range / Steps;
            // Straight in the shadows, a soft shoulder towards white.
            float rolled = linear < 0.5f ? linear : 0.5f + (0.5f * (1 - (1 / (1 + ((linear - 0.5f) * 2f)))));
            _codes[i] = 255 * (float)Trigonometry.Power(rolled, 1 / 2.2);
        }
    }

    /// <summary>Luma, row by row.</summary>
    public byte[] Luma => _luma ??= new byte[_width * _height];

    /// <summary>Cb at half size.</summary>
    public byte[] ChromaU => _chromaU ??= new byte[(_width / 2) * (_height / 2)];

    /// <summary>Cr at half size.</summary>
    public byte[] ChromaV => _chromaV ??= new byte[(_width / 2) * (_height / 2)];

    private byte[]? _luma;
    private byte[]? _chromaU;
    private byte[]? _chromaV;

    /// <summary>Codes a picture.</summary>
    /// <param name="picture">Linear colours; used as working space.</param>
    /// <param name="exposure">Factor per row.</param>
    /// <param name="noise">Standard deviation in luma codes at half brightness.</param>
    /// <param name="seed">Changes the noise.</param>
    public void Code(Vec3[] picture, ReadOnlySpan<float> exposure, float noise, int seed)
    {
        Soften(picture);
        for (int y = 0; y < _height; y += 2)
        {
            var grain = new Grain(Hash.Of(seed, y, 1));
            for (int x = 0; x < _width; x += 2)
            {
                Vec3 sum = default;
                for (int corner = 0; corner < 4; corner++)
                {
                    int row = y + (corner >> 1), index = (row * _width) + x + (corner & 1);
                    Vec3 code = Codes(picture[index] * (exposure[row] * _vignette[index]));
                    float luma = (0.299f * code.X) + (0.587f * code.Y) + (0.114f * code.Z);
                    float sigma = noise * (1.25f - (luma * (0.6f / 255)));
                    Luma[index] = Byte(16 + (luma * (219f / 255)) + (sigma * grain.Next()));
                    sum += code;
                }

                float r = sum.X * 0.25f, g = sum.Y * 0.25f, b = sum.Z * 0.25f, spread = noise * 0.5f;
                int chroma = ((y / 2) * (_width / 2)) + (x / 2);
                ChromaU[chroma] = Byte(128 + (((-37.797f * r) - (74.203f * g) + (112 * b)) / 255) + (spread * grain.Next()));
                ChromaV[chroma] = Byte(128 + (((112 * r) - (93.786f * g) - (18.214f * b)) / 255) + (spread * grain.Next()));
            }
        }
    }

    private static byte Byte(float value) => (byte)Math.Clamp((int)(value + 0.5f), 0, 255);

    private Vec3 Codes(Vec3 linear) => new(Look(linear.X), Look(linear.Y), Look(linear.Z));

    private float Look(float linear) => _codes[(int)(Math.Clamp(linear, 0, Range) * (Steps / Range))];

    private void Soften(Vec3[] picture)
    {
        float side = _softness, middle = 1 - (2 * side);
        for (int y = 0; y < _height; y++)
        {
            ReadOnlySpan<Vec3> from = picture.AsSpan(y * _width, _width);
            Span<Vec3> to = _soft.AsSpan(y * _width, _width);
            to[0] = from[0];
            to[^1] = from[^1];
            for (int x = 1; x < from.Length - 1; x++)
                to[x] = (from[x] * middle) + ((from[x - 1] + from[x + 1]) * side);
        }

        for (int y = 1; y < _height - 1; y++)
        {
            ReadOnlySpan<Vec3> above = _soft.AsSpan((y - 1) * _width, _width);
            ReadOnlySpan<Vec3> from = _soft.AsSpan(y * _width, _width);
            ReadOnlySpan<Vec3> below = _soft.AsSpan((y + 1) * _width, _width);
            Span<Vec3> to = picture.AsSpan(y * _width, _width);
            for (int x = 0; x < from.Length; x++)
                to[x] = (from[x] * middle) + ((above[x] + below[x]) * side);
        }
    }

    // Four bytes of a xorshift generator add up to something close enough to a normal distribution.
    private struct Grain(uint seed)
    {
        private uint _state = seed | 1;

        public float Next()
        {
            uint s = _state;
            s ^= s << 13;
            s ^= s >> 17;
            s ^= s << 5;
            _state = s;
            int sum = (int)((s & 255) + ((s >> 8) & 255) + ((s >> 16) & 255) + (s >> 24));
            return (sum - 510) * (1f / 147.8f);
        }
    }
}

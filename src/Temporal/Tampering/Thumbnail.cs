using System.Numerics.Tensors;
using VideoDyn.Core.Frames;

namespace VideoDyn.Temporal.Tampering;

/// <summary>
/// A picture reduced to what tells one view from another: means over a grid of cells, their structure (each cell less its
/// surroundings), and how much fine detail there is.
/// </summary>
internal sealed class Thumbnail
{
    public const int Columns = 64;
    public const int Rows = 36;
    public const int Cells = Columns * Rows;
    private const int Samples = 4; // across and down in each cell
    private const float Floor = 2; // code values that noise and coding make of nothing

    private readonly float[] _light = new float[Cells];
    private readonly float[] _structure = new float[Cells];

    /// <summary>Mean code value of each cell, row by row.</summary>
    public ReadOnlySpan<float> Light => _light;

    /// <summary>Mean of each cell less the mean of its surroundings, in code values.</summary>
    public ReadOnlySpan<float> Structure => _structure;

    /// <summary>Standard deviation of the cells' means, in code values: 0 for a picture without anything in it.</summary>
    public float Contrast { get; private set; }

    /// <summary>Root mean square difference of neighbouring pixels over the contrast: falls when a lens is out of focus, but not with the light.</summary>
    public float Sharpness { get; private set; }

    /// <summary>Takes the picture in.</summary>
    /// <param name="luma">Luma plane of any size.</param>
    public void Read(FramePlane luma)
    {
        long detail = 0;
        for (int row = 0; row < Rows; row++)
            detail += ReadRow(luma, row);
        Describe(MathF.Sqrt((float)detail / (Cells * Samples * Samples)));
    }

    /// <summary>Becomes another one.</summary>
    public void CopyFrom(Thumbnail other)
    {
        other._light.CopyTo(_light, 0);
        other._structure.CopyTo(_structure, 0);
        (Contrast, Sharpness) = (other.Contrast, other.Sharpness);
    }

    /// <summary>Goes a share of the way to another one.</summary>
    /// <param name="other">Where to.</param>
    /// <param name="share">How far, 0 to 1.</param>
    /// <param name="sharpnessShare">How far the sharpness goes.</param>
    public void Approach(Thumbnail other, float share, float sharpnessShare)
    {
        for (int cell = 0; cell < Cells; cell++)
            _light[cell] += share * (other._light[cell] - _light[cell]);
        Sharpness += sharpnessShare * (other.Sharpness - Sharpness);
        Structured();
        Contrast += share * (other.Contrast - Contrast);
    }

    private long ReadRow(FramePlane luma, int row)
    {
        Span<int> sums = stackalloc int[Columns];
        sums.Clear();
        long detail = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            int y = (int)((((row * Samples) + sample) * 2L + 1) * luma.Height / (2L * Rows * Samples));
            ReadOnlySpan<byte> line = luma.Row(y), below = luma.Row(Math.Min(y + 1, luma.Height - 1));
            for (int column = 0; column < Columns; column++)
            {
                for (int part = 0; part < Samples; part++)
                {
                    int x = (int)((((column * Samples) + part) * 2L + 1) * luma.Width / (2L * Columns * Samples));
                    int value = line[x];
                    sums[column] += value;
                    (int across, int down) = (value - line[Math.Min(x + 1, line.Length - 1)], value - below[x]);
                    detail += (across * across) + (down * down);
                }
            }
        }

        for (int column = 0; column < Columns; column++)
            _light[(row * Columns) + column] = sums[column] / (float)(Samples * Samples);
        return detail;
    }

    private void Describe(float detail)
    {
        double sum = 0, squares = 0;
        foreach (float light in _light)
        {
            sum += light;
            squares += light * light;
        }

        Contrast = (float)Math.Sqrt(Math.Max(0, (squares / Cells) - (sum / Cells * (sum / Cells))));
        Sharpness = detail / (Contrast + Floor);
        Structured();
    }

    /// <summary>What is left between the finest and the coarsest: slow enough to be compared where it lies between cells.</summary>
    public float[] Forms()
    {
        float[] smooth = Mean(_light, 1), coarse = Mean(_light, 6);
        TensorPrimitives.Subtract(smooth, coarse, smooth);
        return smooth;
    }

    private static float[] Mean(float[] source, int radius, float[]? into = null)
    {
        float[] target = into ?? new float[Cells];
        for (int row = 0; row < Rows; row++)
        {
            int top = Math.Max(0, row - radius), bottom = Math.Min(Rows - 1, row + radius);
            for (int column = 0; column < Columns; column++)
            {
                int left = Math.Max(0, column - radius), right = Math.Min(Columns - 1, column + radius);
                float sum = 0;
                for (int y = top; y <= bottom; y++)
                    sum += TensorPrimitives.Sum(source.AsSpan((y * Columns) + left, right - left + 1));
                target[(row * Columns) + column] = sum / ((bottom - top + 1) * (right - left + 1));
            }
        }

        return target;
    }

    private void Structured()
    {
        Mean(_light, 1, _structure);
        TensorPrimitives.Subtract(_light, _structure, _structure);
    }
}

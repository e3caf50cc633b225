namespace VideoDyn.Synth.Rendering;

/// <summary>Running means over rows and columns.</summary>
internal static class BoxBlur
{
    public static void Rows(float[] from, float[] to, int width, int height, int reach)
    {
        for (int y = 0; y < height; y++)
            Line(from, to, y * width, 1, width, reach);
    }

    public static void Columns(float[] from, float[] to, int width, int height, int reach)
    {
        for (int x = 0; x < width; x++)
            Line(from, to, x, width, height, reach);
    }

    // Outside counts as empty. Sums of sixteenths stay exact, so nothing drifts along a line.
    private static void Line(float[] from, float[] to, int start, int step, int count, int reach)
    {
        float scale = 1f / ((2 * reach) + 1);
        float sum = 0;
        for (int i = 0; i < Math.Min(reach, count); i++)
            sum += from[start + (i * step)];
        for (int i = 0; i < count; i++)
        {
            if (i + reach < count)
                sum += from[start + ((i + reach) * step)];
            if (i - reach - 1 >= 0)
                sum -= from[start + ((i - reach - 1) * step)];
            to[start + (i * step)] = Math.Max(0, sum * scale);
        }
    }
}

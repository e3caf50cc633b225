namespace VideoDyn.Spatial.Tests.Engine;

/// <summary>Inputs that look a little like pictures.</summary>
internal static class Pictures
{
    /// <summary>Waves with noise, roughly from 0 to 255.</summary>
    public static float[] Smooth(long[] shape, int seed)
    {
        var random = new Random(seed);
        bool isPacked = shape[3] <= 4;
        (long height, long width, long colours) = isPacked ? (shape[1], shape[2], shape[3]) : (shape[2], shape[3], shape[1]);
        var picture = new float[height * width * colours];
        for (long y = 0; y < height; y++)
        {
            for (long x = 0; x < width; x++)
            {
                for (long c = 0; c < colours; c++)
                {
                    double value = 127 + (60 * Math.Sin((y * 0.05 * (c + 1)) + seed)) + (50 * Math.Cos((x * 0.11) + (seed * 0.7))) + (30 * (random.NextDouble() - 0.5));
                    picture[isPacked ? (((y * width) + x) * colours) + c : (((c * height) + y) * width) + x] = (float)value;
                }
            }
        }

        return picture;
    }

    /// <summary>Numbers from -1 to 1.</summary>
    public static float[] Noise(long count, int seed)
    {
        var random = new Random(seed);
        var numbers = new float[count];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (float)((random.NextDouble() * 2) - 1);
        return numbers;
    }
}

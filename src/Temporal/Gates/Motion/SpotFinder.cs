namespace VideoDyn.Temporal.Gates.Motion;

/// <summary>What was found in a picture of changed pixels.</summary>
/// <param name="Large">Spots above the least area.</param>
/// <param name="TotalArea">Area of all spots in pixels.</param>
internal readonly record struct SpotCount(int Large, double TotalArea);

/// <summary>Grows changed pixels by one in every direction and measures the connected spots.</summary>
/// <remarks>
/// The area is that of the polygon through the centres of the outline, as contour tools report it. By Pick's theorem it
/// is the number of pixels minus half of those on the outline minus one; holes are left out.
/// </remarks>
internal sealed class SpotFinder
{
    private bool[] _grown = [];
    private int[] _stack = [];

    /// <summary>Finds the spots.</summary>
    /// <param name="changed">Row by row.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="leastArea">Area above which a spot is large.</param>
    public SpotCount Find(ReadOnlySpan<bool> changed, int width, int height, double leastArea)
    {
        if (_grown.Length != changed.Length)
        {
            _grown = new bool[changed.Length];
            _stack = new int[changed.Length];
        }

        if (!changed.Contains(true))
            return default;
        Grow(changed, width, height);
        int large = 0;
        double total = 0;
        for (int start = 0; start < _grown.Length; start++)
        {
            if (!_grown[start])
                continue;
            double area = Take(start, width, height, changed);
            total += area;
            if (area > leastArea)
                large++;
        }

        return new SpotCount(large, total);
    }

    private void Grow(ReadOnlySpan<bool> changed, int width, int height)
    {
        Array.Clear(_grown);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (!changed[(y * width) + x])
                    continue;
                int left = Math.Max(x - 1, 0);
                int count = Math.Min(x + 1, width - 1) - left + 1;
                for (int row = Math.Max(y - 1, 0); row <= Math.Min(y + 1, height - 1); row++)
                    _grown.AsSpan((row * width) + left, count).Fill(true);
            }
        }
    }

    // Removes one spot by flood fill over eight neighbours. A pixel lies inside when all its neighbours were grown, which
    // is told from the changed pixels because the grown ones vanish on the way.
    private double Take(int start, int width, int height, ReadOnlySpan<bool> changed)
    {
        int top = 0;
        int pixels = 0;
        int outline = 0;
        _stack[top++] = start;
        _grown[start] = false;
        while (top > 0)
        {
            int at = _stack[--top];
            (int y, int x) = Math.DivRem(at, width);
            pixels++;
            if (!IsGrown(changed, x - 1, y, width, height) || !IsGrown(changed, x + 1, y, width, height)
                || !IsGrown(changed, x, y - 1, width, height) || !IsGrown(changed, x, y + 1, width, height))
            {
                outline++;
            }

            for (int row = Math.Max(y - 1, 0); row <= Math.Min(y + 1, height - 1); row++)
            {
                for (int column = Math.Max(x - 1, 0); column <= Math.Min(x + 1, width - 1); column++)
                {
                    int next = (row * width) + column;
                    if (!_grown[next])
                        continue;
                    _grown[next] = false;
                    _stack[top++] = next;
                }
            }
        }

        return Math.Max(0, pixels - (outline / 2.0) - 1);
    }

    private static bool IsGrown(ReadOnlySpan<bool> changed, int x, int y, int width, int height)
    {
        if ((uint)x >= (uint)width || (uint)y >= (uint)height)
            return false;
        int left = Math.Max(x - 1, 0);
        int count = Math.Min(x + 1, width - 1) - left + 1;
        for (int row = Math.Max(y - 1, 0); row <= Math.Min(y + 1, height - 1); row++)
        {
            if (changed.Slice((row * width) + left, count).Contains(true))
                return true;
        }

        return false;
    }
}

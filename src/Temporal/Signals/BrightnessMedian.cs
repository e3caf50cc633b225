using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Signals;

/// <summary>
/// The change of the whole picture from the blocks' mean signed differences: their median, weighted by pixels, and their
/// mean distance from it.
/// </summary>
internal sealed class BrightnessMedian
{
    /// <summary>Steps per code value: finer than any decision needs.</summary>
    private const int Resolution = 4;
    private readonly int[] _pixels = new int[(2 * 255 * Resolution) + 1];

    /// <summary>Sets <see cref="BlockChange.GlobalBrightness"/>, <see cref="BlockChange.BrightnessSpread"/>.</summary>
    public void Measure(BlockChange change)
    {
        Array.Clear(_pixels);
        long total = 0;
        foreach (ref readonly CellChange cell in change.Cells)
        {
            if (!cell.WasProcessed)
                continue;
            _pixels[(int)MathF.Round((cell.Bias + 255) * Resolution)] += cell.Pixels;
            total += cell.Pixels;
        }

        change.GlobalBrightness = Median(total);
        change.BrightnessSpread = Spread(change, total);
    }

    private float Median(long total)
    {
        long below = 0;
        for (int i = 0; i < _pixels.Length; i++)
        {
            below += _pixels[i];
            if (2 * below >= total && below > 0)
                return ((float)i / Resolution) - 255;
        }

        return 0;
    }

    private static float Spread(BlockChange change, long total)
    {
        double sum = 0;
        foreach (ref readonly CellChange cell in change.Cells)
        {
            if (cell.WasProcessed)
                sum += cell.Pixels * Math.Abs((double)cell.Bias - change.GlobalBrightness);
        }

        return total == 0 ? 0 : (float)(sum / total);
    }
}

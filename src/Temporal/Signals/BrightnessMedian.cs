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
    private int _first;
    private int _last;
    private long _total;

    /// <summary>Starts a frame.</summary>
    public void Clear()
    {
        if (_total > 0)
            Array.Clear(_pixels, _first, _last - _first + 1);
        _first = _pixels.Length;
        _last = -1;
        _total = 0;
    }

    /// <summary>Adds a block that was processed before.</summary>
    /// <param name="bias">Its mean signed difference.</param>
    /// <param name="pixels">Its pixels, at least 1.</param>
    public void Add(float bias, int pixels)
    {
        int step = (int)(((bias + 255) * Resolution) + 0.5f);
        _pixels[step] += pixels;
        _first = Math.Min(_first, step);
        _last = Math.Max(_last, step);
        _total += pixels;
    }

    /// <summary>Sets <see cref="BlockChange.GlobalBrightness"/> and <see cref="BlockChange.BrightnessSpread"/>.</summary>
    public void Measure(BlockChange change)
    {
        (int median, long below) = (_first, 0);
        while (median < _last && 2 * (below += _pixels[median]) < _total)
            median++;
        change.GlobalBrightness = _total == 0 ? 0 : ((float)median / Resolution) - 255;
        change.BrightnessSpread = 0;
        if (_total == 0)
            return;
        double sum = 0;
        for (int step = _first; step <= _last; step++)
            sum += (double)_pixels[step] * Math.Abs(step - median);
        change.BrightnessSpread = (float)(sum / Resolution / _total);
    }
}

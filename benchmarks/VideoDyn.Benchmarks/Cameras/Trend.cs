namespace VideoDyn.Benchmarks.Cameras;

/// <summary>A straight line through a series, and how sure its slope is.</summary>
/// <param name="PerMinute">Slope per minute.</param>
/// <param name="Margin">Half width of its 95 % interval.</param>
internal readonly record struct Trend(double PerMinute, double Margin)
{
    /// <summary>Whether zero lies within the interval.</summary>
    public bool IsFlat => Math.Abs(PerMinute) <= Margin;

    /// <summary>Fits values over seconds by least squares; the margin is 2.2 standard errors, right for some ten values.</summary>
    public static Trend Of(IReadOnlyList<(double Seconds, double Value)> series)
    {
        double meanX = series.Average(point => point.Seconds), meanY = series.Average(point => point.Value);
        double spread = series.Sum(point => (point.Seconds - meanX) * (point.Seconds - meanX));
        double slope = series.Sum(point => (point.Seconds - meanX) * (point.Value - meanY)) / spread;
        double rest = series.Sum(point => Math.Pow(point.Value - meanY - (slope * (point.Seconds - meanX)), 2));
        double error = Math.Sqrt(rest / Math.Max(1, series.Count - 2) / spread);
        return new Trend(slope * 60, 2.2 * error * 60);
    }
}

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>
/// Copies what was computed at half resolution to the pixels that it stands for: to the right, below, and below to the right.
/// </summary>
/// <param name="map">The region's first position at the pixel with index 0.</param>
/// <param name="stride">Singles from one pixel to the next.</param>
/// <param name="channels">Singles of a pixel.</param>
/// <param name="spans">The computed pixels.</param>
internal sealed unsafe class SpreadOperation(float* map, nint stride, int channels, PixelSpans spans) : Operation
{
    private const int SpansPerUnit = 16;

    private readonly float* _map = map;

    /// <inheritdoc/>
    public override int CountUnits() => Chunks(spans.Count - spans.Whole, SpansPerUnit);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        int total = spans.Count - spans.Whole, chunks = Chunks(total, SpansPerUnit);
        int end = spans.Whole + Start(total, chunks, unit + 1);
        nint row = (nint)spans.Set.Level.Pitch * stride;
        for (int i = spans.Whole + Start(total, chunks, unit); i < end; i++)
        {
            PixelSpan span = spans.Spans[i];
            bool hasBelow = span.Row + 1 < spans.Set.Level.Height;
            float* source = _map + (spans.Set.Level.PixelIndex(span.Row, span.From) * stride);
            for (int x = span.From; x < span.To; x += 2, source += 2 * stride)
            {
                var numbers = new ReadOnlySpan<float>(source, channels);
                bool hasRight = x + 1 < span.To;
                if (hasRight)
                    numbers.CopyTo(new Span<float>(source + stride, channels));
                if (!hasBelow)
                    continue;
                numbers.CopyTo(new Span<float>(source + row, channels));
                if (hasRight)
                    numbers.CopyTo(new Span<float>(source + row + stride, channels));
            }
        }
    }
}

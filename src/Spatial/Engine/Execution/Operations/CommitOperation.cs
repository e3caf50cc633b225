using System.Numerics;
using System.Runtime.CompilerServices;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>
/// What goes behind a layer that may withhold changes: a full pass takes everything over and measures the layer's deviation; otherwise what
/// moved is taken over, unless the operation itself did.
/// </summary>
/// <param name="fresh">What was computed, at the pixel with index 0; not read where the map itself was computed.</param>
/// <param name="takeover">Compares with the map.</param>
/// <param name="counted">How many singles of a pixel, from the first, tell how far the layer's numbers lie apart: padding does not.</param>
/// <param name="way">How the layer is computed.</param>
/// <param name="shortcut">Whether the map itself was computed; null where it never is by choice.</param>
/// <param name="spans">The computed pixels.</param>
/// <param name="lists">The stream's lists.</param>
/// <param name="list">List of the computed pixels.</param>
internal sealed unsafe class CommitOperation(
    float* fresh, Takeover takeover, int counted, CommitWay way, Shortcut? shortcut, PixelSpans spans, PixelLists lists, int list) : Operation
{
    /// <summary>Pixels of a unit of work.</summary>
    public const int Pixels = 256;

    private readonly float* _fresh = fresh;

    // Nothing was compared, so all that was computed counts as moved.
    private bool TakesComputed => !lists.IsFull && shortcut is { IsOn: true };

    /// <inheritdoc/>
    public override int CountUnits() =>
        lists.IsFull ? Chunks(lists.Count(list), Pixels) : TakesComputed ? 1 : way == CommitWay.Behind ? Chunks(lists.Count(list), Pixels) : 0;

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        if (TakesComputed)
        {
            foreach (PixelSpan span in spans.Spans)
                takeover.Changes.Fill(span.Row, span.From, span.To);
            return;
        }

        int total = lists.Count(list), chunks = Chunks(total, Pixels);
        int from = Start(total, chunks, unit), end = Start(total, chunks, unit + 1);
        if (lists.IsFull)
            TakeAll(unit, from, end);
        else
            takeover.TakePlaced(_fresh, lists[list] + from, end - from);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeAll(int unit, int from, int end)
    {
        double sum = 0, squares = 0;
        bool isThere = way == CommitWay.Inside || shortcut is { IsOn: true };
        float* made = isThere ? takeover.Map : _fresh;
        ChangeMap.Recorder moved = takeover.Changes.Record();
        for (int i = from; i < end; i++)
        {
            int pixel = lists[list][i];
            var numbers = new ReadOnlySpan<float>(made + (pixel * takeover.Stride), takeover.Channels);
            (float part, float partOfSquares) = Sums(numbers[..counted]);
            sum += part;
            squares += partOfSquares;
            if (!isThere)
                numbers.CopyTo(new Span<float>(takeover.Map + (pixel * takeover.Stride), takeover.Channels));
            moved.Set(pixel);
        }

        moved.End();
        takeover.Scale.Tell(unit, sum, squares, (long)(end - from) * counted);
    }

    // Single precision within a pixel, double from pixel to pixel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Sum, float Squares) Sums(ReadOnlySpan<float> numbers)
    {
        int i = 0;
        Vector<float> sum = Vector<float>.Zero, squares = Vector<float>.Zero;
        for (; i + Vector<float>.Count <= numbers.Length; i += Vector<float>.Count)
        {
            var some = new Vector<float>(numbers[i..]);
            sum += some;
            squares += some * some;
        }

        (float rest, float restOfSquares) = (0, 0);
        for (; i < numbers.Length; i++)
        {
            rest += numbers[i];
            restOfSquares += numbers[i] * numbers[i];
        }

        return (Vector.Sum(sum) + rest, Vector.Sum(squares) + restOfSquares);
    }
}

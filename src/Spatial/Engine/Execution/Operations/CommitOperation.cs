using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>
/// Takes over what an operation has computed where it moved by more than the layer's threshold since it was last taken
/// over, and notes where. Elsewhere the map keeps what the layers behind it have seen, so that what is withheld now is
/// never lost: the next result is compared with the same numbers.
/// </summary>
/// <param name="fresh">What was computed, at the pixel with index 0.</param>
/// <param name="map">The map, at the pixel with index 0.</param>
/// <param name="stride">Singles from one pixel to the next, in both.</param>
/// <param name="channels">Singles of a pixel.</param>
/// <param name="counted">How many of them, from the first, tell how far the layer's numbers lie apart: padding does not.</param>
/// <param name="threshold">By what share of the layer's deviation a number must move.</param>
/// <param name="scale">The layer's deviation.</param>
/// <param name="changes">Takes the pixels that moved.</param>
/// <param name="shortcut">Whether the map itself was computed; null where it never is.</param>
/// <param name="lists">The stream's lists.</param>
/// <param name="list">List of the computed pixels.</param>
internal sealed unsafe class CommitOperation(
    float* fresh, float* map, nint stride, int channels, int counted, LayerThreshold threshold, LayerScale scale, ChangeMap changes, Shortcut? shortcut, PixelLists lists, int list) : Operation
{
    /// <summary>Pixels of a unit of work.</summary>
    public const int Pixels = 256;

    // Up to so many numbers calls cost more than the work.
    private const int Thin = 12;

    private readonly float* _fresh = fresh;
    private readonly float* _map = map;

    /// <inheritdoc/>
    public override int CountUnits() => Chunks(lists.Count(list), Pixels);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        int total = lists.Count(list), chunks = Chunks(total, Pixels);
        int from = Start(total, chunks, unit), end = Start(total, chunks, unit + 1);
        if (lists.IsFull)
            TakeAll(unit, from, end);
        else
            TakeMoved(from, end, (float)(threshold.Value * scale.Deviation));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeAll(int unit, int from, int end)
    {
        double sum = 0, squares = 0;
        bool isThere = shortcut is { IsOn: true };
        float* made = isThere ? _map : _fresh;
        ChangeMap.Recorder moved = changes.Record();
        for (int i = from; i < end; i++)
        {
            int pixel = lists[list][i];
            var numbers = new ReadOnlySpan<float>(made + (pixel * stride), channels);
            (float part, float partOfSquares) = Sums(numbers[..counted]);
            sum += part;
            squares += partOfSquares;
            if (!isThere)
                numbers.CopyTo(new Span<float>(_map + (pixel * stride), channels));
            moved.Set(pixel);
        }

        moved.End();
        scale.Tell(unit, sum, squares, (long)(end - from) * counted);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeMoved(int from, int end, float most)
    {
        ChangeMap.Recorder recorder = changes.Record();
        if (shortcut is { IsOn: true })
        {
            for (int i = from; i < end; i++)
                recorder.Set(lists[list][i]);
            recorder.End();
            return;
        }

        int moved = 0;
        for (int i = from; i < end; i++)
        {
            int pixel = lists[list][i];
            if (!(channels <= Thin ? TakeThin(pixel, most) : Take(pixel, most)))
                continue;
            recorder.Set(pixel);
            moved++;
        }

        recorder.End();
        shortcut?.Count(end - from, moved);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(int pixel, float most)
    {
        var numbers = new ReadOnlySpan<float>(_fresh + (pixel * stride), channels);
        var kept = new Span<float>(_map + (pixel * stride), channels);
        if (!HasMoved(numbers, kept, most))
            return false;
        numbers.CopyTo(kept);
        return true;
    }

    // The picture has many pixels of few numbers. Written so that numbers that are none count as moved.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TakeThin(int pixel, float most)
    {
        float* now = _fresh + (pixel * stride);
        float* kept = _map + (pixel * stride);
        int c = 0;
        while (c + 4 <= channels && Vector128.LessThanOrEqualAll(Vector128.Abs(Vector128.Load(now + c) - Vector128.Load(kept + c)), Vector128.Create(most)))
            c += 4;
        while (c < channels && MathF.Abs(now[c] - kept[c]) <= most)
            c++;
        if (c == channels)
            return false;
        for (c = 0; c < channels; c++)
            kept[c] = now[c];
        return true;
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

    // Written so that numbers that are none count as moved.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool HasMoved(ReadOnlySpan<float> fresh, ReadOnlySpan<float> kept, float most)
    {
        int i = 0;
        var limit = new Vector<float>(most);
        for (; i + Vector<float>.Count <= fresh.Length; i += Vector<float>.Count)
        {
            var now = new Vector<float>(fresh[i..]);
            var before = new Vector<float>(kept[i..]);
            if (!Vector.LessThanOrEqualAll(Vector.Abs(now - before), limit))
                return true;
        }

        for (; i < fresh.Length; i++)
        {
            if (!(MathF.Abs(fresh[i] - kept[i]) <= most))
                return true;
        }

        return false;
    }
}

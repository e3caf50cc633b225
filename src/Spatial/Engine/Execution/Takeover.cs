using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>
/// Takes over into a map what was computed for its pixels, where it moved by more than the layer's threshold since it was last taken
/// over, and notes where. Elsewhere the map keeps what the layers behind it have seen, so that what is withheld now is never lost: the
/// next result is compared with the same numbers.
/// </summary>
/// <param name="map">The map, at the pixel with index 0.</param>
/// <param name="stride">Singles from one pixel of the map to the next.</param>
/// <param name="channels">Singles of a pixel.</param>
/// <param name="threshold">By what share of the layer's deviation a number must move.</param>
/// <param name="scale">The layer's deviation.</param>
/// <param name="changes">Takes the pixels that moved.</param>
internal sealed unsafe class Takeover(float* map, nint stride, int channels, LayerThreshold threshold, LayerScale scale, ChangeMap changes)
{
    private readonly float* _map = map;

    // For quotients of positions in a row, of which none reaches 65 536, by a number that is known when a stream is made only.
    private readonly ulong _reciprocal = ((1UL << 32) / (ulong)channels) + 1;

    /// <summary>The map, at the pixel with index 0.</summary>
    public float* Map => _map;

    /// <summary>Singles from one pixel of the map to the next.</summary>
    public nint Stride => stride;

    /// <summary>Singles of a pixel.</summary>
    public int Channels => channels;

    /// <summary>The layer's deviation.</summary>
    public LayerScale Scale => scale;

    /// <summary>Takes the pixels that moved.</summary>
    public ChangeMap Changes => changes;

    /// <summary>How far a number may move without being taken over.</summary>
    public float Most => (float)(threshold.Value * scale.Deviation);

    /// <summary>Takes over what moved of some pixels.</summary>
    /// <param name="fresh">What was computed, pixel after pixel as listed.</param>
    /// <param name="pixels">Indices of the pixels.</param>
    /// <param name="count">Number of pixels.</param>
    /// <returns>Pixels that moved.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int TakeListed(float* fresh, int* pixels, int count)
    {
        float most = Most;
        ChangeMap.Recorder recorder = changes.Record();
        int moved = 0;
        for (int i = 0; i < count; i++, fresh += channels)
        {
            if (!Take(fresh, _map + (pixels[i] * stride), most))
                continue;
            recorder.Set(pixels[i]);
            moved++;
        }

        recorder.End();
        return moved;
    }

    /// <summary>The same for results that lie as in the map.</summary>
    /// <param name="fresh">What was computed, at the pixel with index 0.</param>
    /// <param name="pixels">Indices of the pixels.</param>
    /// <param name="count">Number of pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TakePlaced(float* fresh, int* pixels, int count)
    {
        float most = Most;
        ChangeMap.Recorder recorder = changes.Record();
        for (int i = 0; i < count; i++)
        {
            nint place = pixels[i] * stride;
            if (Take(fresh + place, _map + place, most))
                recorder.Set(pixels[i]);
        }

        recorder.End();
    }

    /// <summary>
    /// The same for pixels side by side in a map that has nothing between its pixels: the picture, of which so much is equal that it is
    /// compared without looking where a pixel ends.
    /// </summary>
    /// <param name="fresh">What was computed, pixel after pixel.</param>
    /// <param name="first">Index of the first pixel.</param>
    /// <param name="count">Number of pixels.</param>
    /// <param name="recorder">Takes the pixels that moved.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TakeRow(float* fresh, int first, int count, ref ChangeMap.Recorder recorder)
    {
        float* kept = _map + (first * stride);
        float most = Most;
        int singles = count * channels;
        for (int at = 0; at < singles;)
        {
            at = NextMoved(fresh, kept, at, singles, most);
            if (at >= singles)
                return;
            int pixel = (int)(((ulong)at * _reciprocal) >> 32), place = pixel * channels;
            for (int c = 0; c < channels; c++)
                kept[place + c] = fresh[place + c];
            recorder.Set(first + pixel);
            at = place + channels;
        }
    }

    // Written so that numbers that are none count as moved.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextMoved(float* fresh, float* kept, int at, int end, float most)
    {
        Vector256<float> limit = Vector256.Create(most);
        for (; at + 8 <= end; at += 8)
        {
            uint equal = Vector256.LessThanOrEqual(Vector256.Abs(Vector256.Load(fresh + at) - Vector256.Load(kept + at)), limit).ExtractMostSignificantBits();
            if (equal != 0xFF)
                return at + System.Numerics.BitOperations.TrailingZeroCount(~equal);
        }

        while (at < end && MathF.Abs(fresh[at] - kept[at]) <= most)
            at++;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Take(float* fresh, float* kept, float most)
    {
        int c = NextMoved(fresh, kept, 0, channels, most);
        if (c >= channels)
            return false;
        for (c = 0; c + 8 <= channels; c += 8)
            Vector256.Load(fresh + c).Store(kept + c);
        for (; c < channels; c++)
            kept[c] = fresh[c];
        return true;
    }
}

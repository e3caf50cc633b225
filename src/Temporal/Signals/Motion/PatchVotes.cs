using System.Runtime.CompilerServices;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>
/// How much of a picture went the way of the whole. Patches without texture have no vote, and what is texture depends on
/// the noise: the difference that a fifth of the patches does not exceed after the motion was taken out.
/// </summary>
/// <param name="variant">Instructions to use.</param>
internal sealed unsafe class PatchVotes(KernelVariant variant)
{
    private const int LeastTexture = 2 * PatchMatch.Side * PatchMatch.Side;
    private const int Bin = 16;
    private const int NoisyShare = 5;
    private readonly int[] _bins = new int[(PatchMatch.Side * PatchMatch.Side * 255 / Bin) + 1];
    private (int Texture, int Found, int Still)[] _patches = [];

    /// <summary>Patches with a vote.</summary>
    public int Seen { get; private set; }

    /// <summary>Share of them that agree, 0..1.</summary>
    public float Agreement { get; private set; }

    /// <summary>Counts.</summary>
    /// <param name="now">The picture.</param>
    /// <param name="before">What it is compared with.</param>
    /// <param name="moved">The same, moved.</param>
    /// <param name="reach">Columns and rows that the moved picture reaches.</param>
    /// <param name="brighter">How much brighter the picture became.</param>
    /// <param name="isStill">Whether it was not moved at all.</param>
    public void Count(
        in FramePlane now, in FramePlane before, in FramePlane moved, ((int From, int To) Columns, (int From, int To) Rows) reach, int brighter, bool isStill)
    {
        int count = Compare(now, before, moved, reach, brighter);
        int noise = Noise(count);
        Seen = 0;
        int agree = 0;
        foreach ((int texture, int found, int still) in _patches.AsSpan(0, count))
        {
            if (texture < LeastTexture + (2 * noise))
                continue;
            Seen++;
            agree += found < noise + (texture / 2) && (isStill || found < still) ? 1 : 0;
        }

        Agreement = Seen == 0 ? 0 : (float)agree / Seen;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Compare(
        in FramePlane now, in FramePlane before, in FramePlane moved, ((int From, int To) Columns, (int From, int To) Rows) reach, int brighter)
    {
        int most = (now.Width / PatchMatch.Side) * (now.Height / PatchMatch.Side), count = 0;
        if (_patches.Length < most)
            _patches = new (int, int, int)[most];
        int left = Math.Max(PatchMatch.Around, reach.Columns.From), right = Math.Min(now.Width - PatchMatch.Around, reach.Columns.To);
        int top = Math.Max(PatchMatch.Around, reach.Rows.From), bottom = Math.Min(now.Height - PatchMatch.Around, reach.Rows.To);
        for (int y = top; y + PatchMatch.Side <= bottom; y += PatchMatch.Side)
        {
            for (int x = left; x + PatchMatch.Side <= right; x += PatchMatch.Side)
            {
                var patch = new PatchMatch(variant, now, x, y, brighter);
                _patches[count++] = (
                    PatchMatch.Texture(variant, now, x, y),
                    patch.Difference(PatchMatch.At(moved, x, y), moved.Stride),
                    patch.Difference(PatchMatch.At(before, x, y), before.Stride));
            }
        }

        return count;
    }

    private int Noise(int count)
    {
        Array.Clear(_bins);
        foreach ((_, int found, _) in _patches.AsSpan(0, count))
            _bins[found / Bin]++;
        int bin = 0;
        for (int left = count / NoisyShare; bin < _bins.Length - 1 && (left -= _bins[bin]) > 0;)
            bin++;
        return bin * Bin;
    }
}

using System.Numerics;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>
/// Finds how far a whole picture moved: a search over patches of a coarse plane that slow changes of light were taken out
/// of, first where the motion is expected and then everywhere; then finer steps on larger planes, then a fraction of a sample.
/// </summary>
/// <remarks>After the first call for a size it allocates nothing. One instance serves one thread.</remarks>
/// <param name="variant">Instructions to use.</param>
internal sealed class MotionSearch(KernelVariant variant) : IDisposable
{
    /// <summary>Motion is looked for up to this part of the picture's sides.</summary>
    private const int Reach = 6;

    /// <summary>Samples of the coarse plane around the expected motion that are tried first.</summary>
    private const int NearReach = 4;

    /// <summary>What is found near the expected motion stands when so much of the picture agrees.</summary>
    private const float Agreed = 0.6f;

    /// <summary>With fewer patches that have texture, nothing is known of the picture as a whole.</summary>
    private const int LeastPatches = 12;

    private const int LeastCoarsePatches = 4;

    /// <summary>Difference of a patch from its surroundings from which it has texture: two code values at every sample.</summary>
    private const int LeastTexture = 2 * PatchMatch.Side * PatchMatch.Side;

    /// <summary>The same for the coarse plane, in which there is little noise left.</summary>
    private const int LeastCoarseTexture = PatchMatch.Side * PatchMatch.Side;

    /// <summary>Steps on finer planes: twice what one sample of the plane above leaves open, for the fraction as well.</summary>
    private const int FineReach = 2;

    private const int FineSteps = 2;
    private const float Nothing = 0.1f;

    /// <summary>Part of a sample that is not worth moving the picture once more.</summary>
    private const float Negligible = 0.03f;

    private readonly MotionPyramid _now = new(variant);
    private readonly MotionPyramid _before = new(variant);
    private readonly CostTable _costs = new(variant);
    private readonly PatchVotes _votes = new(variant);
    private readonly ShiftedPlane _moved = new();

    /// <summary>Bytes held.</summary>
    public long Bytes => _now.Bytes + _before.Bytes + _moved.Bytes;

    /// <summary>Compares two pictures of the same size.</summary>
    /// <param name="now">The picture.</param>
    /// <param name="before">What it is compared with.</param>
    /// <param name="expected">Where the motion is looked for first, in samples.</param>
    /// <returns>Its motion; null where the pictures have too little in common, or too little texture.</returns>
    public PictureMotion? Find(in FramePlane now, in FramePlane before, Vector2 expected = default)
    {
        _now.Build(now);
        _before.Build(before);
        (int x, int y) = (_now.Flattened.Width / Reach, _now.Flattened.Height / Reach);
        float scale = 1 << _now.Coarse;
        (int X, int Y) near = ((int)MathF.Round(expected.X / scale), (int)MathF.Round(expected.Y / scale));
        if (x > NearReach && Around(near, NearReach, Math.Min(NearReach, y)) is { Agreement: >= Agreed } found)
            return found;
        return Around((0, 0), x, y);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _now.Dispose();
        _before.Dispose();
        _moved.Dispose();
    }

    private PictureMotion? Around((int X, int Y) middle, int reachX, int reachY)
    {
        int level = _now.Coarse;
        _costs.Fill(_now.Flattened, _before.Flattened, middle, reachX, reachY, 0, LeastCoarseTexture);
        (int X, int Y) shift = _costs.Best(out float cost);
        if (_costs.Patches < LeastCoarsePatches || cost >= 1)
            return null;
        int brighter = Brighter(_now[level], _before[level], shift);
        for (; ; level--)
        {
            _costs.Fill(_now[level], _before[level], shift, FineReach, FineReach, brighter, LeastTexture, PatchMatch.Spacing(_now[level]));
            shift = _costs.Best(out cost);
            if (level == _now.Fine)
                break;
            shift = (2 * shift.X, 2 * shift.Y);
        }

        if (_costs.Patches < LeastPatches || cost >= 1)
            return null;
        var exact = new Vector2(
            shift.X + Fraction(_costs.Cost((shift.X - 1, shift.Y)), cost, _costs.Cost((shift.X + 1, shift.Y))),
            shift.Y + Fraction(_costs.Cost((shift.X, shift.Y - 1)), cost, _costs.Cost((shift.X, shift.Y + 1))));
        (FramePlane fine, FramePlane other) = (_now[level], _before[level]);
        FramePlane moved = _moved.Move(other, exact, fine, out (int From, int To) columns, out (int From, int To) rows);
        for (int step = 0; step < FineSteps; step++)
        {
            if (FineFit.Step(variant, fine, moved, columns, rows, brighter) is not { } rest)
                return null;
            exact += rest;
            if (rest.Length() < Negligible)
                break;
            moved = _moved.Move(other, exact, fine, out columns, out rows);
        }

        // A tenth of a sample is as good as none, and a picture that did not move must not be smoothed.
        if (exact.Length() < Nothing)
            (exact, moved) = (Vector2.Zero, other);
        _votes.Count(fine, other, moved, (columns, rows), brighter, exact == Vector2.Zero);
        return new PictureMotion(exact * (1 << level), _votes.Seen < LeastPatches ? 0 : _votes.Agreement);
    }

    /// <summary>Two straight lines of the same slope meet between the cheapest shift and the cheaper one beside it.</summary>
    private static float Fraction(float left, float middle, float right)
    {
        float higher = Math.Max(left, right) - middle;
        return higher <= 0 ? 0 : Math.Clamp((left - right) / (2 * higher), -0.5f, 0.5f);
    }

    private static int Brighter(in FramePlane now, in FramePlane before, (int X, int Y) shift)
    {
        long sum = 0, count = 0;
        for (int y = Math.Max(0, shift.Y); y < now.Height + Math.Min(0, shift.Y); y++)
        {
            ReadOnlySpan<byte> row = now.Row(y), other = before.Row(y - shift.Y);
            for (int x = Math.Max(0, shift.X); x < now.Width + Math.Min(0, shift.X); x++)
                sum += row[x] - other[x - shift.X];
            count += Math.Max(0, now.Width - Math.Abs(shift.X));
        }

        return count == 0 ? 0 : (int)Math.Round((double)sum / count);
    }
}

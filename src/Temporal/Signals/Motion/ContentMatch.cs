using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>
/// Looks for what a box showed: a few patches of its inner part are compared with another picture around the place where it
/// is expected.
/// </summary>
/// <remarks>Costs some hundredths of a millisecond. Allocates nothing.</remarks>
/// <param name="variant">Instructions to use.</param>
internal sealed unsafe class ContentMatch(KernelVariant variant)
{
    private const int MostAcross = 3;
    private const int MostDown = 4;

    /// <summary>Around the middle of a box there is more of the object than of its background.</summary>
    private const float Inner = 0.75f;

    /// <summary>How far from the expected place it is looked for, in shares of the box's shorter side.</summary>
    private const float ReachShare = 0.4f;

    /// <summary>Steps to each side.</summary>
    private const int Steps = 6;

    /// <summary>Samples of a step at most; over more a patch no longer resembles itself.</summary>
    private const int MostStep = 3;

    /// <summary>Difference of a patch from its surroundings from which it has texture.</summary>
    private const int LeastTexture = 3 * PatchMatch.Side * PatchMatch.Side / 2;

    /// <summary>Mean difference, in shares of the texture, up to which it is the same thing.</summary>
    private const float Alike = 0.8f;

    /// <summary>What each step away from the expected place must gain, so that it stands where texture tells nothing.</summary>
    private const float Distance = 0.004f;

    private readonly (int X, int Y, float Scale)[] _patches = new (int, int, float)[MostAcross * MostDown];
    private int _count;

    /// <summary>Looks for the content of a box.</summary>
    /// <param name="before">The picture that the box was seen in.</param>
    /// <param name="now">The picture that it is looked for in, of the same size.</param>
    /// <param name="seen">The box, in samples.</param>
    /// <param name="expected">How far it is expected to have moved, in samples.</param>
    /// <param name="brighter">How much brighter the picture became.</param>
    /// <returns>How far from there it is, in samples; null where that cannot be told.</returns>
    public Vector2? Find(in FramePlane before, in FramePlane now, in BoundingBox seen, Vector2 expected, int brighter)
    {
        if (!(seen.Width >= PatchMatch.Side && seen.Height >= PatchMatch.Side && float.IsFinite(expected.X + expected.Y)))
            return null;
        Choose(before, seen);
        if (_count == 0)
            return null;
        (int X, int Y) middle = ((int)MathF.Round(expected.X), (int)MathF.Round(expected.Y));
        float reach = ReachShare * Math.Min(seen.Width, seen.Height);
        int step = Math.Clamp((int)MathF.Ceiling(reach / Steps), 1, MostStep);
        int steps = Math.Clamp((int)MathF.Ceiling(reach / step), 2, Steps);
        (int X, int Y) best = Search(before, now, middle, middle, step, steps, brighter, out float cost);
        if (step > 1)
            best = Search(before, now, best, middle, 1, step - 1, brighter, out cost);
        return cost > Alike ? null : new Vector2(best.X - middle.X, best.Y - middle.Y);
    }

    private void Choose(in FramePlane before, in BoundingBox seen)
    {
        _count = 0;
        int columns = Math.Clamp((int)(Inner * seen.Width / PatchMatch.Side), 1, MostAcross);
        int rows = Math.Clamp((int)(Inner * seen.Height / PatchMatch.Side), 1, MostDown);
        float left = seen.X1 + ((1 - Inner) / 2 * seen.Width), top = seen.Y1 + ((1 - Inner) / 2 * seen.Height);
        for (int row = 0; row < rows; row++)
        {
            int y = (int)MathF.Round(top + ((row + 0.5f) * Inner * seen.Height / rows)) - (PatchMatch.Side / 2);
            for (int column = 0; column < columns; column++)
            {
                int x = (int)MathF.Round(left + ((column + 0.5f) * Inner * seen.Width / columns)) - (PatchMatch.Side / 2);
                if (!Fits(before, x - PatchMatch.Around, y - PatchMatch.Around) || !Fits(before, x + PatchMatch.Around, y + PatchMatch.Around))
                    continue;
                int texture = PatchMatch.Texture(variant, before, x, y);
                if (texture >= LeastTexture)
                    _patches[_count++] = (x, y, 1f / texture);
            }
        }
    }

    private (int X, int Y) Search(
        in FramePlane before, in FramePlane now, (int X, int Y) middle, (int X, int Y) expected, int step, int steps, int brighter, out float cost)
    {
        int side = (2 * steps) + 1;
        Span<float> costs = stackalloc float[side * side];
        costs.Clear();
        foreach ((int x, int y, float scale) in _patches.AsSpan(0, _count))
        {
            var patch = new PatchMatch(variant, before, x, y, -brighter);
            int index = 0;
            for (int down = -steps; down <= steps; down++)
            {
                for (int across = -steps; across <= steps; across++)
                {
                    (int atX, int atY) = (x + middle.X + (across * step), y + middle.Y + (down * step));
                    costs[index++] += Fits(now, atX, atY) ? Math.Min(1, patch.Difference(PatchMatch.At(now, atX, atY), now.Stride) * scale) : 1;
                }
            }
        }

        (int X, int Y) best = middle;
        (cost, float least, int at) = (1, float.MaxValue, 0);
        for (int down = -steps; down <= steps; down++)
        {
            for (int across = -steps; across <= steps; across++)
            {
                (int X, int Y) shift = (middle.X + (across * step), middle.Y + (down * step));
                float found = costs[at++] / _count;
                float away = found + (Distance * (Math.Abs(shift.X - expected.X) + Math.Abs(shift.Y - expected.Y)) / step);
                if (away < least)
                    (best, cost, least) = (shift, found, away);
            }
        }

        return best;
    }

    private static bool Fits(in FramePlane plane, int x, int y) =>
        x >= 0 && y >= 0 && x + PatchMatch.Side <= plane.Width && y + PatchMatch.Side <= plane.Height;
}

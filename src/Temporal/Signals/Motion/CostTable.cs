using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>
/// What every shift within reach costs: the patches' differences, each in shares of what a patch differs from its own
/// surroundings and limited to all of it, so that objects that move on their own cannot outvote the picture.
/// </summary>
/// <param name="variant">Instructions to use.</param>
internal sealed unsafe class CostTable(KernelVariant variant)
{
    /// <summary>A shift that loses more of the patches than this share is not compared with others.</summary>
    private const double LeastSeen = 0.5;

    private float[] _costs = [];
    private int[] _counts = [];
    private int _reachX;
    private int _reachY;
    private (int X, int Y) _middle;

    /// <summary>Patches with texture.</summary>
    public int Patches { get; private set; }

    /// <summary>Fills the table.</summary>
    /// <param name="now">The picture.</param>
    /// <param name="before">What it is compared with.</param>
    /// <param name="middle">The shift in the middle of the table.</param>
    /// <param name="reachX">Columns on either side of it.</param>
    /// <param name="reachY">Rows on either side of it.</param>
    /// <param name="brighter">How much brighter the picture became.</param>
    /// <param name="leastTexture">Difference of a patch from its surroundings from which it counts.</param>
    /// <param name="spacing">Samples from one patch to the next.</param>
    public void Fill(
        in FramePlane now, in FramePlane before, (int X, int Y) middle, int reachX, int reachY, int brighter, int leastTexture, int spacing = PatchMatch.Side)
    {
        (_middle, _reachX, _reachY) = (middle, reachX, reachY);
        int columns = (2 * reachX) + 1, length = columns * ((2 * reachY) + 1);
        if (_costs.Length < length)
            (_costs, _counts) = (new float[length], new int[length]);
        Array.Clear(_costs, 0, length);
        Array.Clear(_counts, 0, length);
        Patches = 0;
        for (int y = PatchMatch.Around; y + PatchMatch.Side + PatchMatch.Around <= now.Height; y += spacing)
        {
            for (int x = PatchMatch.Around; x + PatchMatch.Side + PatchMatch.Around <= now.Width; x += spacing)
            {
                int texture = PatchMatch.Texture(variant, now, x, y);
                if (texture < leastTexture)
                    continue;
                Patches++;
                Add(now, before, x, y, 2f / texture, brighter);
            }
        }
    }

    /// <summary>The cheapest shift and its cost, 0..1; 1 where no shift can be told.</summary>
    public (int X, int Y) Best(out float cost)
    {
        (int X, int Y) best = _middle;
        cost = 1;
        for (int dy = -_reachY; dy <= _reachY; dy++)
        {
            for (int dx = -_reachX; dx <= _reachX; dx++)
            {
                (int X, int Y) shift = (_middle.X + dx, _middle.Y + dy);
                float found = Cost(shift);
                if (found >= cost)
                    continue;
                (best, cost) = (shift, found);
            }
        }

        return best;
    }

    /// <summary>The cost of a shift; 1 beyond the table and where too few patches can be compared.</summary>
    public float Cost((int X, int Y) shift)
    {
        (int dx, int dy) = (shift.X - _middle.X, shift.Y - _middle.Y);
        if (Math.Abs(dx) > _reachX || Math.Abs(dy) > _reachY)
            return 1;
        int index = ((dy + _reachY) * ((2 * _reachX) + 1)) + dx + _reachX;
        return _counts[index] < Math.Max(1, LeastSeen * Patches) ? 1 : _costs[index] / _counts[index];
    }

    private void Add(in FramePlane now, in FramePlane before, int x, int y, float scale, int brighter)
    {
        var patch = new PatchMatch(variant, now, x, y, brighter);
        nint stride = before.Stride;
        // Where content went right, it came from the left.
        int fromX = Math.Max(-_reachX, x + PatchMatch.Side - before.Width - _middle.X), toX = Math.Min(_reachX, x - _middle.X);
        int fromY = Math.Max(-_reachY, y + PatchMatch.Side - before.Height - _middle.Y), toY = Math.Min(_reachY, y - _middle.Y);
        for (int dy = fromY; dy <= toY; dy++)
        {
            byte* other = PatchMatch.At(before, x - _middle.X, y - _middle.Y - dy);
            int row = ((dy + _reachY) * ((2 * _reachX) + 1)) + _reachX;
            for (int dx = fromX; dx <= toX; dx++)
            {
                _costs[row + dx] += Math.Min(1, patch.Difference(other - dx, stride) * scale);
                _counts[row + dx]++;
            }
        }
    }
}

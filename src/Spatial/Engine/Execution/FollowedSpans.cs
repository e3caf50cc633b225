using VideoDyn.Core.Plans;
using VideoDyn.Spatial.Engine.Planning.Activity;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>The pixels of a map that depend on something that moved in this frame, found when the maps before it are known.</summary>
/// <param name="set">The set.</param>
/// <param name="sources">What it follows.</param>
internal sealed class FollowedSpans(ActiveSet set, Following[] sources) : PixelSpans(set, (set.Level.Width + 1) / 2)
{
    private readonly ulong[] _row = new ulong[(set.Level.Width + 63) / 64];

    /// <summary>A mask alone tells nothing.</summary>
    public override void Build(BlockMask mask, BlockMask? halved) => Count = Whole = 0;

    /// <summary>Finds the active pixels.</summary>
    /// <param name="everything">Whether all pixels are active.</param>
    public void Follow(bool everything)
    {
        PixelSpan[] spans = Room;
        int count = 0, width = Set.Level.Width;
        for (int row = 0; row < Set.Level.Height; row++)
        {
            if (everything)
            {
                spans[count++] = new PixelSpan(row, 0, width);
                continue;
            }

            Array.Clear(_row);
            foreach (Following source in sources)
                source.Add(row, _row);
            int from = Bits.Next(_row, 0, set: true);
            while (from < width)
            {
                int to = Math.Min(Bits.Next(_row, from, set: false), width);
                spans[count++] = new PixelSpan(row, from, to);
                from = Bits.Next(_row, to, set: true);
            }
        }

        Count = Whole = count;
    }
}

using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>Blocks that show no picture.</summary>
internal static class Borders
{
    /// <summary>Gives them their reason.</summary>
    public static void Mark(BlockChange change, BlockDecision decision)
    {
        for (int row = 0; row < change.Grid.Rows; row++)
        {
            for (int column = 0; column < change.Grid.Columns; column++)
            {
                if (change.Grid.Pixels(row, column) == 0)
                    decision.Set(row, column, BlockReason.Border);
            }
        }
    }
}

using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Spatial.Tests.Policies;

/// <summary>Made-up changes: 8 x 8 blocks of which the lower half is letterbox border, 25 frames per second.</summary>
internal static class Changes
{
    public static BlockGrid Grid { get; } =
        new(new InputSpec { Width = 256, Height = 256, Resize = ResizeMode.LetterboxTopLeft }, 32, 512, 256);

    public static BlockChange Of(int frame, Func<int, int, CellChange>? cell = null, BlockChange? reuse = null)
    {
        BlockChange change = reuse ?? new BlockChange(Grid);
        change.FrameIndex = frame;
        change.StreamTime = TimeSpan.FromSeconds(frame / 25.0);
        change.Cut = SceneCut.None;
        for (int row = 0; row < Grid.Rows; row++)
        {
            for (int column = 0; column < Grid.Columns; column++)
                change[row, column] = (cell?.Invoke(row, column) ?? Cell()) with { Pixels = Grid.Pixels(row, column) };
        }

        return change;
    }

    public static CellChange Cell(double share = 0, double mean = 0.5, double age = 0.04) =>
        new((float)mean, 0, 20, (float)share, 16, 0.5f, TimeSpan.FromSeconds(age), 1);
}

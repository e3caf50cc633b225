using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>
/// Whether the blocks with the most texture are among those that changed, as they are where the whole picture moved.
/// Objects in front of a still camera leave most of them as they were.
/// </summary>
/// <param name="variant">Instructions to use.</param>
/// <param name="share">Share of changed samples above which a block has changed.</param>
internal sealed class StrongBlocks(KernelVariant variant, float share)
{
    /// <summary>Share of the blocks with more texture than the mean that must have changed.</summary>
    private const double Least = 0.5;

    /// <summary>With fewer blocks that have texture nothing can be told from it.</summary>
    private const int LeastTextured = 4;

    /// <summary>Difference of a patch from its surroundings from which it has texture: three code values at every sample.</summary>
    private const int Texture = 3 * PatchMatch.Side * PatchMatch.Side;

    private int[] _textures = [];

    /// <summary>Asks. The texture of a block is that of its middle: enough for a picture's worth of them.</summary>
    /// <param name="change">The change of a frame.</param>
    /// <param name="cells">The blocks in samples.</param>
    /// <param name="before">What they were compared with.</param>
    public bool HaveChanged(BlockChange change, BlockGrid cells, in FramePlane before)
    {
        if (_textures.Length != cells.Length)
            _textures = new int[cells.Length];
        (int textured, long sum) = (0, 0);
        for (int row = 0; row < cells.Rows; row++)
        {
            for (int column = 0; column < cells.Columns; column++)
            {
                int texture = TextureOf(cells.Column(column), cells.Row(row), before);
                _textures[(row * cells.Columns) + column] = texture;
                if (texture < Texture)
                    continue;
                textured++;
                sum += texture;
            }
        }

        if (textured < LeastTextured)
            return true;
        (int strong, int changed) = (0, 0);
        for (int index = 0; index < _textures.Length; index++)
        {
            if (_textures[index] < Texture || (long)_textures[index] * textured < sum)
                continue;
            strong++;
            changed += change.Cells[index].Share > share ? 1 : 0;
        }

        return changed >= Least * strong;
    }

    private int TextureOf(PixelRange columns, PixelRange rows, in FramePlane plane)
    {
        const int edge = PatchMatch.Around + PatchMatch.Side, least = PatchMatch.Around + edge;
        if (columns.Length < PatchMatch.Side || rows.Length < PatchMatch.Side || plane.Width < least || plane.Height < least)
            return 0;
        int x = Math.Clamp(columns.Start + ((columns.Length - PatchMatch.Side) / 2), PatchMatch.Around, plane.Width - edge);
        int y = Math.Clamp(rows.Start + ((rows.Length - PatchMatch.Side) / 2), PatchMatch.Around, plane.Height - edge);
        return PatchMatch.Texture(variant, plane, x, y);
    }
}

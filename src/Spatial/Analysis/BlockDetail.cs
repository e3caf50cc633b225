using System.Runtime.CompilerServices;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Spatial.Analysis;

/// <summary>
/// Which blocks of a picture are simple enough for half resolution: those that lose hardly anything when every 4x4 pixels are
/// replaced by their mean.
/// </summary>
/// <remarks>Source: the rule of thumb of Verelst and Tuytelaars, "SegBlocks", TPAMI 2023, on one colour of three.</remarks>
internal sealed class BlockDetail
{
    private const int Cell = 4;
    private readonly InputSpec _input;
    private readonly int _blockSize;
    private readonly float _most;
    private readonly int _step;
    private readonly int _first;

    /// <summary>Prepares for one input.</summary>
    /// <param name="input">Size and numbers of the tensor; Float32.</param>
    /// <param name="blockSize">Side of a block in its pixels, a multiple of 4.</param>
    /// <param name="most">Mean distance from the cell's mean, in code values, up to which a block is simple.</param>
    public BlockDetail(InputSpec input, int blockSize, double most)
    {
        (_input, _blockSize) = (input, blockSize);
        // Green is the middle colour in either order, and nearest to luma.
        _most = (float)most * MathF.Abs(input.Scale / input.Std.Y);
        (_step, _first) = input.Layout == TensorLayout.Nhwc ? (3, 1) : (1, input.Width * input.Height);
        Simple = BlockMask.ForInput(input.Width, input.Height, blockSize);
    }

    /// <summary>The simple ones among the blocks looked at last; all others are not set.</summary>
    public BlockMask Simple { get; }

    /// <summary>Looks at a picture.</summary>
    /// <param name="tensor">The whole tensor.</param>
    /// <param name="mask">Blocks to look at; null for all.</param>
    public void Look(ReadOnlySpan<float> tensor, BlockMask? mask)
    {
        for (int row = 0; row < Simple.Rows; row++)
        {
            for (int column = 0; column < Simple.Columns; column++)
                Simple[row, column] = (mask is null || mask[row, column]) && IsSimple(tensor, row * _blockSize, column * _blockSize);
        }
    }

    private bool IsSimple(ReadOnlySpan<float> tensor, int top, int left)
    {
        int bottom = Math.Min(top + _blockSize, _input.Height) - Cell, right = Math.Min(left + _blockSize, _input.Width) - Cell;
        float sum = 0, most = _most * _blockSize * _blockSize;
        int seen = 0;
        for (int y = top; y <= bottom; y += Cell)
        {
            for (int x = left; x <= right; x += Cell, seen++)
                sum += Distance(tensor[(_first + (((y * _input.Width) + x) * _step))..]);
            // Busy blocks are known after a few rows.
            if (sum > most)
                return false;
        }

        return sum <= _most * seen * Cell * Cell;
    }

    // Sum of the distances of 4x4 pixels from their mean.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Distance(ReadOnlySpan<float> corner)
    {
        int pitch = _input.Width * _step;
        float mean = 0, distance = 0;
        for (int y = 0; y < Cell; y++)
        {
            for (int x = 0; x < Cell; x++)
                mean += corner[(y * pitch) + (x * _step)];
        }

        mean /= Cell * Cell;
        for (int y = 0; y < Cell; y++)
        {
            for (int x = 0; x < Cell; x++)
                distance += MathF.Abs(corner[(y * pitch) + (x * _step)] - mean);
        }

        return distance;
    }
}

using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Benchmarks.Policies;

/// <summary>
/// A trial: shows the network the average over time of blocks that did not change, where they are executed for age, to settle
/// or with the whole picture; changed blocks as they are.
/// </summary>
/// <param name="inner">Writes the picture as it is.</param>
internal sealed class AveragedBlocks(IFrameTensorizer inner) : IFrameTensorizer
{
    private const float ChangedShare = 0.01f;
    private const int LongestMemory = 50;
    private float[] _fresh = [];
    private float[] _mean = [];
    private int[] _counts = [];

    /// <summary>How the frame's blocks changed; set before the frame is written.</summary>
    public BlockChange? Change { get; set; }

    public FrameToTensor Write(FrameLease frame, InputSpec spec, Span<byte> tensor) => Write(frame, spec, null, tensor);

    public FrameToTensor Write(FrameLease frame, InputSpec spec, BlockMask mask, int blockSize, Span<byte> tensor) => Write(frame, spec, mask, tensor);

    public FrameToTensor Write(FrameLease frame, in BoundingBox area, InputSpec spec, Span<byte> tensor) => inner.Write(frame, area, spec, tensor);

    private FrameToTensor Write(FrameLease frame, InputSpec spec, BlockMask? mask, Span<byte> tensor)
    {
        BlockChange change = Change!;
        Span<float> target = MemoryMarshal.Cast<byte, float>(tensor);
        if (_fresh.Length != target.Length)
        {
            _fresh = new float[target.Length];
            _mean = new float[target.Length];
            _counts = new int[change.Grid.Length];
        }

        FrameToTensor fit = inner.Write(frame, spec, MemoryMarshal.AsBytes(_fresh.AsSpan()));
        for (int row = 0; row < change.Grid.Rows; row++)
        {
            for (int column = 0; column < change.Grid.Columns; column++)
            {
                ref int count = ref _counts[(row * change.Grid.Columns) + column];
                count = change[row, column].Share > ChangedShare ? 1 : Math.Min(count + 1, LongestMemory);
                bool isActive = mask is null || mask[row, column];
                Block(spec, change.Grid.BlockSize, row, column, 1f / count, isActive ? target : default);
            }
        }

        return fit;
    }

    // Planes of one colour after the other, as the models measured here want them.
    private void Block(InputSpec spec, int side, int row, int column, float weight, Span<float> target)
    {
        int left = column * side, width = Math.Min(side, spec.Width - left);
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = row * side; y < Math.Min((row + 1) * side, spec.Height); y++)
            {
                int at = (((plane * spec.Height) + y) * spec.Width) + left;
                Span<float> mean = _mean.AsSpan(at, width);
                TensorPrimitives.Lerp(mean, _fresh.AsSpan(at, width), weight, mean);
                if (target.Length > 0)
                    mean.CopyTo(target.Slice(at, width));
            }
        }
    }
}

using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Spatial.Tests.Engine;

/// <summary>
/// What masks mean, in the plainest form: every node of the graph computes its whole result from the maps as they are, and
/// of each map only active pixels are taken over. Shares no code with the engine; single nodes run in ONNX Runtime.
/// </summary>
internal sealed class MaskedReference : IDisposable
{
    private static readonly HashSet<string> s_layoutOnly = ["Reshape", "Transpose", "Split", "Slice", "Gather", "Concat", "Pad", "Identity", "Constant"];

    private readonly OnnxModel _model;
    private readonly long[] _shape;
    private readonly int _blockSize;
    private readonly Dictionary<OnnxNode, OrtReference> _nodes = [];
    private readonly Dictionary<string, (long[] Shape, float[] Values)> _values = [];

    public MaskedReference(OnnxModel model, long[] shape, int blockSize)
    {
        (_model, _shape, _blockSize) = (model, shape, blockSize);
        foreach (OnnxNode node in model.Graph.Nodes)
        {
            var constants = node.Reads.Distinct().Select(model.Graph.Initializer).OfType<OnnxTensor>().ToList();
            var inputs = node.Reads.Distinct().Where(read => model.Graph.Initializer(read) is null).Select(read => new OnnxValue(read, OnnxElementType.Float32, null)).ToList();
            var outputs = node.Outputs.Where(output => output.Length > 0).Select(output => new OnnxValue(output, OnnxElementType.Float32, null));
            _nodes[node] = new OrtReference(model.WithGraph(new OnnxGraph("node", [node], inputs, outputs, constants)));
        }
    }

    /// <summary>Takes one frame; no mask means everything.</summary>
    /// <param name="picture">The input.</param>
    /// <param name="mask">Active blocks.</param>
    /// <param name="halved">Blocks of half resolution: of every 2 x 2 pixels the first stands for all.</param>
    /// <param name="halvedStride">The coarsest maps that have it.</param>
    public void Run(float[] picture, BlockMask? mask, BlockMask? halved = null, int halvedStride = 0)
    {
        Take(_model.Graph.Inputs[0].Name, _shape, picture, mask);
        foreach (OnnxNode node in _model.Graph.Nodes)
        {
            var inputs = node.Reads.Distinct().Where(_values.ContainsKey).Select(read => (read, _values[read].Shape, _values[read].Values)).ToArray();
            (long[] Shape, float[] Values)[] results = _nodes[node].Run(inputs);
            for (int i = 0; i < results.Length; i++)
            {
                bool isLayout = s_layoutOnly.Contains(node.OpType);
                if (halved is not null && !isLayout && node.OpType != "ConvTranspose")
                    Halve(results[i].Shape, results[i].Values, halved, halvedStride);
                Take(_nodes[node].OutputNames[i], results[i].Shape, results[i].Values, isLayout ? null : mask);
            }
        }
    }

    public float[] Value(string name) => _values[name].Values;

    public void Dispose()
    {
        foreach (OrtReference node in _nodes.Values)
            node.Dispose();
    }

    private void Halve(long[] shape, float[] fresh, BlockMask halved, int halvedStride)
    {
        if (shape.Length != 4)
            return;
        long height = shape[2], width = shape[3];
        double stride = Stride(_shape[2], height);
        if (stride < 1 || stride > halvedStride || _blockSize % (2 * stride) != 0)
            return;
        for (long y = 0; y < height; y++)
        {
            for (long x = 0; x < width; x++)
            {
                if (!halved[(int)(y * stride / _blockSize), (int)(x * stride / _blockSize)])
                    continue;
                for (long c = 0; c < shape[1]; c++)
                    fresh[(((c * height) + y) * width) + x] = fresh[(((c * height) + (y & ~1L)) * width) + (x & ~1L)];
            }
        }
    }

    private void Take(string name, long[] shape, float[] fresh, BlockMask? mask)
    {
        if (mask is null || shape.Length != 4)
        {
            _values[name] = (shape, (float[])fresh.Clone());
            return;
        }

        float[] kept = _values[name].Values;
        long height = shape[2], width = shape[3];
        double strideY = Stride(_shape[2], height), strideX = Stride(_shape[3], width);
        for (long y = 0; y < height; y++)
        {
            for (long x = 0; x < width; x++)
            {
                if (!IsActive(mask, y * strideY, (y + 1) * strideY, x * strideX, (x + 1) * strideX))
                    continue;
                for (long c = 0; c < shape[1]; c++)
                    kept[(((c * height) + y) * width) + x] = fresh[(((c * height) + y) * width) + x];
            }
        }
    }

    // Sizes shrink by halves; a map of one pixel sees everything.
    private static double Stride(long input, long size) => size == 1 ? input : Math.Pow(2, Math.Round(Math.Log2((double)input / size)));

    private bool IsActive(BlockMask mask, double top, double bottom, double left, double right)
    {
        for (int row = 0; row < mask.Rows; row++)
        {
            for (int column = 0; column < mask.Columns; column++)
            {
                bool overlaps = Overlaps(row, mask.Rows, top, bottom) && Overlaps(column, mask.Columns, left, right);
                if (mask[row, column] && overlaps)
                    return true;
            }
        }

        return false;
    }

    // The last block also owns what lies behind the input's edge.
    private bool Overlaps(int block, int blocks, double from, double to)
    {
        double start = block * _blockSize, end = block == blocks - 1 ? double.PositiveInfinity : start + _blockSize;
        return from < end && to > start;
    }
}

using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Media.Pixels;

/// <summary>
/// The conversion row by row in vectors: between two source rows, along the row, colour, element type, packing. Every
/// intermediate row stays in the first-level cache; a row whose source rows and weight did not change is kept.
/// </summary>
/// <typeparam name="TRows">The vector steps.</typeparam>
internal sealed unsafe class RowTensorizer<TRows> : PictureWriter
    where TRows : struct, IRowKernels
{
    private readonly TensorizePlan _plan;
    private readonly RowWorkspace _work;
    private readonly SampleTable _lumaTable;
    private readonly SampleTable _chromaTable;
    private readonly AlignedBuffer<ChannelTransform> _channels = new(3);
    private readonly Interleaver? _interleaver;
    private readonly int _elementSize;

    /// <summary>Builds tables and buffers.</summary>
    public RowTensorizer(TensorizePlan plan)
    {
        _plan = plan;
        InputSpec spec = plan.Spec;
        int outputs = Math.Max(plan.Fit.ContentWidth, plan.LumaColumns.Index.Length);
        int samples = plan.IsForAreas ? plan.Format.Width : Math.Max(plan.LumaColumns.Span, plan.ChromaColumns.Span);
        _work = new RowWorkspace(samples, outputs);
        _lumaTable = Table(plan.LumaColumns);
        _chromaTable = plan.ChromaColumns == plan.LumaColumns ? _lumaTable : Table(plan.ChromaColumns);
        _elementSize = TensorElement.Size(spec.Type);
        _interleaver = spec.Layout == TensorLayout.Nhwc ? new Interleaver(_elementSize) : null;

        // The rows carry SampleBits fractional bits; a power of two in the factors takes them off without loss.
        const float Unit = 1f / (1 << IRowKernels.SampleBits);
        for (int channel = 0; channel < 3; channel++)
        {
            ChannelTransform transform = plan.Channels[channel];
            _channels.Pointer[channel] = transform with { Y = transform.Y * Unit, U = transform.U * Unit, V = transform.V * Unit };
        }
    }

    /// <inheritdoc/>
    public override void Refit()
    {
        _lumaTable.Build(_plan.LumaColumns);
        if (_chromaTable != _lumaTable)
            _chromaTable.Build(_plan.ChromaColumns);
    }

    /// <inheritdoc/>
    public override void Write(FrameLease frame, Span<byte> tensor, int firstRow, int endRow)
    {
        FrameToTensor fit = _plan.Fit;
        if (!_plan.HasChroma)
        {
            const float Neutral = 128 << IRowKernels.SampleBits;
            new Span<float>(_work.U, fit.ContentWidth).Fill(Neutral);
            new Span<float>(_work.V, fit.ContentWidth).Fill(Neutral);
        }

        fixed (byte* start = tensor)
        {
            for (int y = firstRow; y < endRow; y++)
            {
                if (y == firstRow || !SameRows(_plan.LumaRows, y))
                    Resample(frame.Luma, _plan.LumaRows, y, _plan.LumaColumns, _lumaTable, _work.Y);
                if (_plan.HasChroma && (y == firstRow || !SameRows(_plan.ChromaRows, y)))
                {
                    Resample(frame.ChromaU, _plan.ChromaRows, y, _plan.ChromaColumns, _chromaTable, _work.U);
                    Resample(frame.ChromaV, _plan.ChromaRows, y, _plan.ChromaColumns, _chromaTable, _work.V);
                }

                Emit(start, fit.ContentY + y);
            }
        }
    }

    private static SampleTable Table(AxisMap axis) => new(axis, TRows.WindowOutputs, TRows.WindowSamples, TRows.ByteShuffle);

    private static bool SameRows(AxisMap rows, int y) => rows.Index[y] == rows.Index[y - 1] && rows.Fraction[y] == rows.Fraction[y - 1];

    private void Resample(in FramePlane plane, AxisMap rows, int y, AxisMap columns, SampleTable table, float* values)
    {
        int index = rows.Index[y];
        int weight = Math.Min((int)MathF.Round(rows.Fraction[y] * 32768), short.MaxValue);
        byte* top = (byte*)plane.Data + ((nint)index * plane.Stride) + columns.First;
        byte* bottom = index + 1 < plane.Height ? top + plane.Stride : top;
        TRows.BetweenRows(top, bottom, weight, _work.Samples, columns.Span);
        if (columns.IsIdentity)
            TRows.Widen(_work.Samples, values, columns.Length);
        else
            TRows.AlongRow(_work.Samples, table, values);
    }

    private void Emit(byte* tensor, int row)
    {
        InputSpec spec = _plan.Spec;
        int count = _plan.Fit.ContentWidth;
        nint pixel = ((nint)row * spec.Width) + _plan.Fit.ContentX;
        nint plane = (nint)spec.Width * spec.Height;
        if (_interleaver is null && spec.Type == TensorType.Float32 && count >= TRows.Lanes)
        {
            float* target = (float*)tensor + pixel;
            TRows.ToChannels(_work.Y, _work.U, _work.V, _channels.Pointer, target, target + plane, target + (2 * plane), count);
            return;
        }

        TRows.ToChannels(
            _work.Y, _work.U, _work.V, _channels.Pointer, _work.Channel(0), _work.Channel(1), _work.Channel(2), count);
        for (int channel = 0; channel < 3; channel++)
            ElementRows.Convert(_work.Channel(channel), count, spec.Type);
        int bytes = count * _elementSize;
        if (_interleaver is not null)
        {
            _interleaver.Pack((byte*)_work.Channel(0), (byte*)_work.Channel(1), (byte*)_work.Channel(2), _work.Packed, bytes);
            new ReadOnlySpan<byte>(_work.Packed, 3 * bytes).CopyTo(new Span<byte>(tensor + (3 * pixel * _elementSize), 3 * bytes));
            return;
        }

        for (int channel = 0; channel < 3; channel++)
        {
            byte* target = tensor + (((channel * plane) + pixel) * _elementSize);
            new ReadOnlySpan<byte>(_work.Channel(channel), bytes).CopyTo(new Span<byte>(target, bytes));
        }
    }
}

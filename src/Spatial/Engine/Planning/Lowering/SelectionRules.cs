using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>Slice, Split and Gather of channels, and the strided slices of the picture that make a focus stem.</summary>
internal static class SelectionRules
{
    /// <summary>Slice.</summary>
    public static void Slice(OnnxNode node, LoweringContext context)
    {
        long[] starts = Numbers(node, context, 1, "starts"), ends = Numbers(node, context, 2, "ends");
        PlanValue value = context.Value(node.Input(0));
        long[] axes = context.Constant(node.Input(3))?.ToInt64s() ?? node.Ints("axes") ?? [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        long[] steps = context.Constant(node.Input(4))?.ToInt64s() ?? [.. Enumerable.Repeat(1L, starts.Length)];
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = (int)(axes[i] < 0 ? axes[i] + value.Dims.Length : axes[i]);
            value = Slice(context, value, axis, starts[i], ends[i], steps[i]);
        }

        context.Set(node.Outputs[0], value, node.Input(0));
    }

    /// <summary>Split of channels.</summary>
    public static void Split(OnnxNode node, LoweringContext context)
    {
        if (context.Value(node.Input(0)) is not ChannelValue value)
            throw new UnsupportedException("it does not split channels");
        int axis = (int)node.Int("axis", 0);
        axis = axis < 0 ? axis + value.Dims.Length : axis;
        RequireLead(value, axis);
        int size = value.Lead[axis], parts = node.Outputs.Length, even = (size + parts - 1) / parts;
        long[] sizes = context.Constant(node.Input(1))?.ToInt64s() ?? node.Ints("split")
            ?? [.. Enumerable.Range(0, parts).Select(i => (long)Math.Min(even, size - (i * even)))];
        if (sizes.Length != parts || sizes.Sum() != size || sizes.Any(part => part < 1))
            throw VideoDynException.Model($"{node} splits {size} channels into {string.Join(", ", sizes)}");
        int start = 0;
        for (int i = 0; i < parts; i++)
        {
            int[] indices = [.. Enumerable.Range(start, (int)sizes[i])];
            context.Set(node.Outputs[i], Take(value, axis, indices, keepAxis: true), node.Input(0));
            start += (int)sizes[i];
        }
    }

    /// <summary>Gather of channels by a constant index.</summary>
    public static void Gather(OnnxNode node, LoweringContext context)
    {
        OnnxTensor index = context.RequireConstant(node, 1, "index");
        if (context.Value(node.Input(0)) is not ChannelValue value || index.Rank > 1)
            throw new UnsupportedException("it does not gather channels");
        int axis = (int)node.Int("axis", 0);
        axis = axis < 0 ? axis + value.Dims.Length : axis;
        RequireLead(value, axis);
        int size = value.Lead[axis];
        int[] indices = [.. index.ToInt64s().Select(i => (int)(i < 0 ? i + size : i))];
        if (indices.Any(i => i < 0 || i >= size))
            throw VideoDynException.Model($"{node} gathers index {indices.First(i => i < 0 || i >= size)} of {size}");
        context.Set(node.Outputs[0], Take(value, axis, indices, keepAxis: index.Rank == 1), node.Input(0));
    }

    private static PlanValue Slice(LoweringContext context, PlanValue value, int axis, long start, long end, long step)
    {
        int size = value.Dims[axis];
        if (step < 1)
            throw new UnsupportedException("it runs backwards");
        int from = (int)Math.Clamp(start < 0 ? start + size : start, 0, size), to = (int)Math.Clamp(end < 0 ? end + size : end, 0, size);
        if (from == 0 && to == size && step == 1)
            return value;
        if (value is ChannelValue channels && axis < channels.Lead.Length)
        {
            int[] indices = [.. Enumerable.Range(from, Math.Max(0, to - from)).Where(i => (i - from) % step == 0)];
            return indices.Length > 0 ? Take(channels, axis, indices, keepAxis: true) : throw new UnsupportedException("it selects nothing");
        }

        PictureSlice? slice = value switch
        {
            PictureSlice already => already,
            ChannelValue { IsMap: true, Source: { IsWhole: true, Step: InputStep { Factor: 1 } picture } } => new(picture, 0, 1, 0, 1),
            _ => null,
        };
        if (slice is null || to != size || from >= step || size % step != 0)
            throw new UnsupportedException("it cuts rows or columns");
        if (axis == 2 && slice.StepY == 1)
            slice = slice with { OffsetY = from, StepY = (int)step };
        else if (axis == 3 && slice.StepX == 1)
            slice = slice with { OffsetX = from, StepX = (int)step };
        else
            throw new UnsupportedException("it cuts rows or columns");
        return slice.StepY == slice.StepX ? Focus(context, slice) : slice;
    }

    // Channels of the input step that puts step x step pixels side by side.
    private static ChannelValue Focus(LoweringContext context, PictureSlice slice)
    {
        InputStep picture = slice.Picture;
        int factor = slice.StepY;
        InputStep? step = context.Steps.OfType<InputStep>().FirstOrDefault(known => known.Factor == factor);
        if (step is null)
        {
            Level level = context.Levels.Get(picture.Level.Height / factor, picture.Level.Width / factor, factor, factor);
            step = new InputStep(picture.Name, level, picture.Colours, factor, picture.IsPacked);
            context.Steps.Insert(0, step);
        }

        int first = ((slice.OffsetY * factor) + slice.OffsetX) * picture.Colours;
        return ChannelValue.Map(step, [.. Enumerable.Range(first, picture.Colours)]);
    }

    private static ChannelValue Take(ChannelValue value, int axis, int[] indices, bool keepAxis)
    {
        int inner = value.Lead[(axis + 1)..].Aggregate(1, (product, dim) => product * dim), size = value.Lead[axis];
        int outer = value.Channels / inner / size;
        var taken = new List<int>();
        for (int o = 0; o < outer; o++)
        {
            foreach (int index in indices)
                taken.AddRange(value.Source.Channels.AsSpan((((o * size) + index) * inner), inner));
        }

        int[] lead = [.. value.Lead];
        lead[axis] = indices.Length;
        return value with
        {
            Source = value.Source with { Channels = [.. taken] },
            Lead = keepAxis ? lead : [.. lead[..axis], .. lead[(axis + 1)..]],
        };
    }

    private static void RequireLead(ChannelValue value, int axis)
    {
        if (axis >= value.Lead.Length)
            throw new UnsupportedException("it selects rows or columns");
    }

    private static long[] Numbers(OnnxNode node, LoweringContext context, int input, string name) =>
        context.Constant(node.Input(input))?.ToInt64s() ?? node.Ints(name) ?? throw new UnsupportedException($"its {name} are not constants");
}

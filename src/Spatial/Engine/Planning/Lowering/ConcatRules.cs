using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>Concat: of channels a map, of flattened maps a longer flattened value.</summary>
internal static class ConcatRules
{
    /// <summary>Concat.</summary>
    public static void Concat(OnnxNode node, LoweringContext context)
    {
        PlanValue[] parts = [.. node.Inputs.Select(context.Value)];
        int rank = parts[0].Dims.Length, axis = (int)node.Int("axis", 1);
        axis = axis < 0 ? axis + rank : axis;
        if (parts.All(part => part is ChannelValue { IsMap: true }) && axis == 1)
            Channels(node, context, [.. parts.Cast<ChannelValue>()]);
        else
            Flat(node, context, parts, axis);
    }

    private static void Channels(OnnxNode node, LoweringContext context, ChannelValue[] parts)
    {
        string output = node.Outputs[0];
        if (parts.Any(part => part.Level != parts[0].Level))
            throw new UnsupportedException("its parts differ in size");
        int[] channels = [.. parts.SelectMany(part => part.Source.Channels)];
        if (parts.All(part => part.Source.Step == parts[0].Source.Step))
        {
            context.Set(output, ChannelValue.Map(parts[0].Source.Step, channels));
            return;
        }

        var step = new ConcatStep(output, parts[0].Level, channels.Length);
        step.Inputs.AddRange(parts.Select(part => part.Source));
        context.Add(step, output);
    }

    private static void Flat(OnnxNode node, LoweringContext context, PlanValue[] parts, int axis)
    {
        FlatValue[] flats = [.. parts.Select(AsFlat)];
        int[] first = flats[0].Shape;
        bool sameOrder = flats.All(flat => flat.IsPixelMajor == flats[0].IsPixelMajor && flat.Shape.Length == first.Length);
        if (!sameOrder)
            throw new UnsupportedException("its parts are laid out differently");

        // Pixel after pixel, parts follow each other in memory when all dimensions before the axis are 1. Channel after
        // channel, they do along the last of three dimensions, where each part is one map.
        bool fits = flats[0].IsPixelMajor ? first.Take(axis).All(dim => dim == 1) : axis == 2 && first.Length == 3 && first[0] == 1;
        bool sameRest = flats.All(flat => flat.Shape.Where((_, i) => i != axis).SequenceEqual(first.Where((_, i) => i != axis)));
        if (!fits || !sameRest)
            throw new UnsupportedException($"it joins flattened maps along dimension {axis}");
        int[] shape = [.. first];
        shape[axis] = flats.Sum(flat => flat.Shape[axis]);
        context.Set(node.Outputs[0], new FlatValue([.. flats.SelectMany(flat => flat.Parts)], flats[0].IsPixelMajor, shape));
    }

    private static FlatValue AsFlat(PlanValue value) => value switch
    {
        FlatValue flat => flat,
        ChannelValue { IsMerged: true } channels => new FlatValue([channels.Source], IsPixelMajor: false, channels.Dims),
        _ => throw new UnsupportedException("it joins maps along another dimension than the channels"),
    };
}

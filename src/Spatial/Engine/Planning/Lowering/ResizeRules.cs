using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>Resize and its forerunner Upsample.</summary>
internal static class ResizeRules
{
    /// <summary>Resize of rows and columns, nearest or bilinear.</summary>
    public static void Resize(OnnxNode node, LoweringContext context)
    {
        if (node.Int("antialias", 0) != 0 || node.Attribute("axes") is not null || node.String("keep_aspect_ratio_policy", "stretch") != "stretch")
            throw new UnsupportedException("it resizes with options beyond scales and sizes");
        bool isOld = context.Opset < 11;
        OnnxTensor? scales = context.Constant(node.Input(isOld ? 1 : 2)), sizes = isOld ? null : context.Constant(node.Input(3));
        string transform = isOld ? "asymmetric" : node.String("coordinate_transformation_mode", "half_pixel");
        string rounding = isOld ? "floor" : node.String("nearest_mode", "round_prefer_floor");
        Lower(node, context, scales, sizes, transform, rounding);
    }

    /// <summary>Upsample.</summary>
    public static void Upsample(OnnxNode node, LoweringContext context)
    {
        OnnxTensor? scales = context.Constant(node.Input(1));
        if (scales is null && node.Attribute("scales") is { } attribute)
            scales = OnnxTensor.Vector<float>(attribute.Floats.AsSpan());
        Lower(node, context, scales, null, "asymmetric", "floor");
    }

    private static void Lower(OnnxNode node, LoweringContext context, OnnxTensor? scales, OnnxTensor? sizes, string transform, string rounding)
    {
        ChannelValue input = context.Map(node.Input(0));
        string mode = node.String("mode", "nearest");
        bool isLinear = mode is "linear" or "bilinear";
        if (!isLinear && mode != "nearest")
            throw new UnsupportedException($"its mode is {mode}");
        if (transform is not ("asymmetric" or "half_pixel" or "pytorch_half_pixel" or "align_corners"))
            throw new UnsupportedException($"its coordinates are {transform}");

        int height, width;
        double scaleY, scaleX;
        if (sizes is { Count: 4 })
        {
            long[] size = sizes.ToInt64s();
            RequireSpatial(size[0] == 1 && size[1] == input.Channels);
            (height, width) = ((int)size[2], (int)size[3]);
            (scaleY, scaleX) = ((float)height / input.Level.Height, (float)width / input.Level.Width);
        }
        else if (scales is { Count: 4 })
        {
            float[] factors = scales.ToFloats();
            RequireSpatial(factors[0] == 1 && factors[1] == 1);
            (scaleY, scaleX) = (factors[2], factors[3]);
            (height, width) = ((int)Math.Floor(factors[2] * input.Level.Height), (int)Math.Floor(factors[3] * input.Level.Width));
        }
        else
        {
            throw new UnsupportedException("its scales or sizes are not constants");
        }

        if (height < 1 || width < 1)
            throw VideoDynException.Model($"{node} makes a map of {width} x {height}");
        Level level = context.Levels.Get(height, width, input.Level.StrideY / scaleY, input.Level.StrideX / scaleX);
        ResizeAxis rows = Axis(input.Level.Height, height, (float)scaleY, transform, rounding, isLinear);
        ResizeAxis columns = Axis(input.Level.Width, width, (float)scaleX, transform, rounding, isLinear);
        var step = new ResizeStep(node.Outputs[0], level, input.Channels, rows, columns, isLinear);
        step.Inputs.Add(input.Source);
        context.Add(step, node.Outputs[0]);
    }

    private static void RequireSpatial(bool isSpatial)
    {
        if (!isSpatial)
            throw new UnsupportedException("it resizes channels");
    }

    private static ResizeAxis Axis(int input, int output, float scale, string transform, string rounding, bool isLinear)
    {
        var positions = new int[2 * output];
        var weights = new float[output];
        for (int i = 0; i < output; i++)
        {
            float original = transform switch
            {
                "asymmetric" => i / scale,
                "half_pixel" => ((i + 0.5f) / scale) - 0.5f,
                "pytorch_half_pixel" => output > 1 ? ((i + 0.5f) / scale) - 0.5f : 0f,
                _ => output == 1 ? 0f : (float)i * (input - 1) / (output - 1),
            };
            if (!isLinear)
            {
                positions[2 * i] = positions[(2 * i) + 1] = Math.Clamp(Round(original, rounding, scale < 1), 0, input - 1);
                continue;
            }

            float clamped = Math.Clamp(original, 0, input - 1);
            int first = Math.Min((int)clamped, input - 1);
            positions[2 * i] = first;
            positions[(2 * i) + 1] = Math.Min(first + 1, input - 1);
            weights[i] = positions[(2 * i) + 1] == first ? 0 : clamped - first;
        }

        return new(positions, weights);
    }

    private static int Round(float position, string mode, bool isSmaller) => mode switch
    {
        "floor" => (int)MathF.Floor(position),
        "ceil" => (int)MathF.Ceiling(position),
        "round_prefer_floor" => position == (int)position + 0.5f ? (int)MathF.Floor(position) : (int)MathF.Round(position),
        "round_prefer_ceil" => (int)MathF.Floor(position + 0.5f),
        "simple" => isSmaller ? (int)MathF.Ceiling(position) : (int)position,
        _ => throw new UnsupportedException($"its rounding is {mode}"),
    };
}

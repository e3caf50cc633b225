using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>Reads kernel, stride, dilation and padding of a node.</summary>
internal static class WindowReader
{
    /// <summary>The window of a convolution or pool.</summary>
    /// <param name="node">The node.</param>
    /// <param name="kernel">Rows and columns of the kernel.</param>
    /// <param name="input">Its map.</param>
    /// <exception cref="VideoDynException">A number is absurd (kind Model).</exception>
    public static Window Read(OnnxNode node, int[] kernel, Level input)
    {
        int[] strides = Pair(node, "strides"), dilations = Pair(node, "dilations");
        if (kernel[0] < 1 || kernel[1] < 1 || strides[0] < 1 || strides[1] < 1 || dilations[0] < 1 || dilations[1] < 1)
            throw VideoDynException.Model($"{node} has a kernel, stride or dilation below 1");
        long[] pads = node.Ints("pads") ?? [0, 0, 0, 0];
        string auto = node.String("auto_pad", "NOTSET");
        if (pads.Length != 4)
            throw new UnsupportedException("it is not two-dimensional");
        (int top, int bottom) = Automatic(auto, input.Height, kernel[0], strides[0], dilations[0]) ?? ((int)pads[0], (int)pads[2]);
        (int left, int right) = Automatic(auto, input.Width, kernel[1], strides[1], dilations[1]) ?? ((int)pads[1], (int)pads[3]);
        if (top < 0 || left < 0 || bottom < 0 || right < 0)
            throw new UnsupportedException("it has negative padding");
        return new(kernel[0], kernel[1], strides[0], strides[1], dilations[0], dilations[1], top, left, bottom, right);
    }

    /// <summary>The level of the window's output.</summary>
    public static Level Output(OnnxNode node, LevelTable levels, Level input, Window window, bool ceiling = false)
    {
        int height = window.OutputHeight(input.Height, ceiling), width = window.OutputWidth(input.Width, ceiling);
        return height < 1 || width < 1
            ? throw VideoDynException.Model($"{node} has a kernel that does not fit its input of {input.Width} x {input.Height}")
            : levels.Get(height, width, input.StrideY * window.StrideY, input.StrideX * window.StrideX);
    }

    /// <summary>Two numbers of an attribute; ones where it is not given.</summary>
    public static int[] Pair(OnnxNode node, string name)
    {
        long[] values = node.Ints(name) ?? [1, 1];
        return values.Length == 2 ? [(int)values[0], (int)values[1]] : throw new UnsupportedException("it is not two-dimensional");
    }

    private static (int Before, int After)? Automatic(string mode, int size, int kernel, int stride, int dilation)
    {
        if (mode is not ("SAME_UPPER" or "SAME_LOWER"))
            return mode == "VALID" ? (0, 0) : null;
        int outputs = (size + stride - 1) / stride;
        int total = Math.Max(0, ((outputs - 1) * stride) + ((kernel - 1) * dilation) + 1 - size);
        int less = total / 2;
        return mode == "SAME_UPPER" ? (less, total - less) : (total - less, less);
    }
}

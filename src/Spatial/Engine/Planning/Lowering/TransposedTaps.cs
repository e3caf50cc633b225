using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>Which taps of a transposed convolution reach which output pixels.</summary>
internal static class TransposedTaps
{
    /// <summary>
    /// The taps along one axis that reach output positions q * stride + phase, each with the input position relative to q.
    /// </summary>
    public static IEnumerable<(int Tap, int Shift)> Along(int kernel, int stride, int dilation, int pad, int phase)
    {
        for (int k = 0; k < kernel; k++)
        {
            int distance = phase + pad - (k * dilation);
            if (distance % stride == 0)
                yield return (k, distance / stride);
        }
    }

    /// <summary>Pixels by which taps leave the input on any side.</summary>
    public static int Overhang(Window window, Level input, Level output) => Math.Max(
        Overhang(window.KernelY, window.StrideY, window.DilationY, window.Top, input.Height, output.Height),
        Overhang(window.KernelX, window.StrideX, window.DilationX, window.Left, input.Width, output.Width));

    private static int Overhang(int kernel, int stride, int dilation, int pad, int input, int output)
    {
        int most = 0;
        for (int phase = 0; phase < Math.Min(stride, output); phase++)
        {
            int last = (output - 1 - phase) / stride;
            most = Math.Max(most, last - (input - 1));
            foreach ((int _, int shift) in Along(kernel, stride, dilation, pad, phase))
                most = Math.Max(most, Math.Max(-shift, last + shift - (input - 1)));
        }

        return most;
    }
}

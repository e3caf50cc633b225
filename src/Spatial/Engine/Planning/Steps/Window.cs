namespace VideoDyn.Spatial.Engine.Planning.Steps;

/// <summary>Reach of a convolution or pool.</summary>
internal sealed record Window(int KernelY, int KernelX, int StrideY, int StrideX, int DilationY, int DilationX, int Top, int Left, int Bottom, int Right)
{
    /// <summary>Whether each output pixel reads only the input pixel at the same place.</summary>
    public bool IsPoint =>
        this is { KernelY: 1, KernelX: 1, StrideY: 1, StrideX: 1, Top: 0, Left: 0, Bottom: 0, Right: 0 };

    /// <summary>Rows of the output; below 1 where the kernel does not fit.</summary>
    public int OutputHeight(int height, bool ceiling = false) => Size(height, KernelY, StrideY, DilationY, Top, Bottom, ceiling);

    /// <summary>Columns of the output; below 1 where the kernel does not fit.</summary>
    public int OutputWidth(int width, bool ceiling = false) => Size(width, KernelX, StrideX, DilationX, Left, Right, ceiling);

    /// <summary>Pixels by which the taps of an output of this size leave the input on any side.</summary>
    public int Overhang(Level input, Level output)
    {
        int bottom = ((output.Height - 1) * StrideY) - Top + ((KernelY - 1) * DilationY) - (input.Height - 1);
        int right = ((output.Width - 1) * StrideX) - Left + ((KernelX - 1) * DilationX) - (input.Width - 1);
        return Math.Max(Math.Max(Top, Left), Math.Max(Math.Max(bottom, right), 0));
    }

    private static int Size(int size, int kernel, int stride, int dilation, int before, int after, bool ceiling)
    {
        int room = size + before + after - (((kernel - 1) * dilation) + 1);
        if (room < 0)
            return 0;
        int steps = (room / stride) + 1;

        // A window that starts in the padding behind the input is not counted.
        return ceiling && room % stride != 0 && steps * stride < size + before ? steps + 1 : steps;
    }
}

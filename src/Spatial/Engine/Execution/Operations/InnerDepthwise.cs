using VideoDyn.Spatial.Engine.Kernels.Lists;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>A depthwise convolution into rows of scratch memory, activated there.</summary>
internal sealed unsafe class InnerDepthwise
{
    // The rows of a chunk should stay in the nearest cache beside the input.
    private const int RowSingles = 6144;

    private readonly DepthwiseCall _call;
    private readonly delegate*<DepthwiseCall*, void> _kernel;
    private readonly ElementwiseCall _activation;
    private readonly delegate*<ElementwiseCall*, void> _activate;
    private readonly PixelLists _lists;
    private readonly int _inputList;
    private readonly long _macs;

    /// <summary>Binds the convolution.</summary>
    /// <param name="call">Everything but pixels and rows; bounds are infinite unless the activation is a clamp.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="activation">Everything but the rows.</param>
    /// <param name="activate">Activates the rows in place; null where the kernel's bounds do it.</param>
    /// <param name="lists">The stream's lists.</param>
    /// <param name="inputList">List of input pixels.</param>
    /// <param name="macs">Multiply-accumulates per pixel.</param>
    public InnerDepthwise(
        DepthwiseCall call, delegate*<DepthwiseCall*, void> kernel, ElementwiseCall activation, delegate*<ElementwiseCall*, void> activate,
        PixelLists lists, int inputList, long macs)
    {
        _call = call;
        _kernel = kernel;
        _activation = activation;
        _activate = activate;
        _lists = lists;
        _inputList = inputList;
        _macs = macs;
        ChunkPixels = ChunkFor(call.Channels);
    }

    /// <summary>Pixels that one chunk covers.</summary>
    public int ChunkPixels { get; }

    /// <summary>Pixels of a chunk for a number of channels.</summary>
    public static int ChunkFor(int channels) => Math.Clamp(RowSingles / channels / 24 * 24, 12, Worker.ChunkPixels);

    /// <summary>Computes the rows of some pixels.</summary>
    public void Run(int from, int count, Worker worker)
    {
        DepthwiseCall call = _call;
        call.Pixels = _lists[_inputList] + from;
        call.Count = count;
        call.Output = worker.Rows;
        call.OutputStride = call.Channels;
        _kernel(&call);
        worker.Macs += _macs * count;
        if (_activate == null)
            return;
        ElementwiseCall activation = _activation;
        activation.First = activation.Output = worker.Rows;
        activation.FirstStride = activation.OutputStride = call.Channels;
        activation.FirstPixels = activation.SecondPixels = activation.OutputPixels = worker.Ascending;
        activation.Count = count;
        activation.Channels = call.Channels;
        _activate(&activation);
    }
}

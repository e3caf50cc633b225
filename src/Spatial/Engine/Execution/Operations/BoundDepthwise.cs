using VideoDyn.Spatial.Engine.Kernels.Lists;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>A depthwise convolution bound to a stream, into a map or into rows of scratch memory.</summary>
internal sealed unsafe class BoundDepthwise
{
    // The rows of a chunk should stay in the nearest cache beside the input.
    private const int RowSingles = 6144;

    private readonly DepthwiseCall _call;
    private readonly delegate*<DepthwiseCall*, void> _kernel;
    private readonly PixelLists _lists;
    private readonly int _inputList;
    private readonly long _macs;

    /// <summary>Binds the convolution.</summary>
    /// <param name="call">Everything but the pixels, and the results where they go to scratch memory.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="lists">The stream's lists.</param>
    /// <param name="inputList">List of input pixels.</param>
    /// <param name="macs">Multiply-accumulates per pixel.</param>
    public BoundDepthwise(DepthwiseCall call, delegate*<DepthwiseCall*, void> kernel, PixelLists lists, int inputList, long macs)
    {
        _call = call;
        _kernel = kernel;
        _lists = lists;
        _inputList = inputList;
        _macs = macs;
        ChunkPixels = ChunkFor(call.Channels);
    }

    /// <summary>Pixels that one chunk covers.</summary>
    public int ChunkPixels { get; }

    /// <summary>Pixels of a chunk for a number of channels.</summary>
    public static int ChunkFor(int channels) => Math.Clamp(RowSingles / channels / 24 * 24, 12, Worker.ChunkPixels);

    /// <summary>Computes some pixels into the map that the call was bound to.</summary>
    /// <param name="from">First pixel, counted along the lists.</param>
    /// <param name="count">Number of pixels.</param>
    /// <param name="outputList">List of output pixels.</param>
    /// <param name="worker">Counts the work.</param>
    public void RunIntoMap(int from, int count, int outputList, Worker worker)
    {
        DepthwiseCall call = _call;
        call.OutputPixels = _lists[outputList] + from;
        Run(&call, from, count, worker);
    }

    /// <summary>Computes some pixels to be compared with the map that the call was bound to.</summary>
    /// <param name="from">First pixel, counted along the lists.</param>
    /// <param name="count">Number of pixels.</param>
    /// <param name="worker">Takes the results and counts the work.</param>
    public void RunIntoFresh(int from, int count, Worker worker)
    {
        DepthwiseCall call = _call;
        call.Output = worker.Fresh;
        call.OutputPixels = worker.Ascending;
        Run(&call, from, count, worker);
    }

    /// <summary>Computes some pixels into the worker's rows.</summary>
    /// <param name="from">First pixel, counted along the lists.</param>
    /// <param name="count">Number of pixels.</param>
    /// <param name="worker">Holds the rows and counts the work.</param>
    public void RunIntoRows(int from, int count, Worker worker)
    {
        DepthwiseCall call = _call;
        call.Output = worker.Rows;
        call.OutputStride = call.Channels;
        call.OutputPixels = worker.Ascending;
        Run(&call, from, count, worker);
    }

    private void Run(DepthwiseCall* call, int from, int count, Worker worker)
    {
        call->Pixels = _lists[_inputList] + from;
        call->Count = count;
        _kernel(call);
        worker.Macs += _macs * count;
    }
}

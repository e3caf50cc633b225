using VideoDyn.Spatial.Engine.Kernels.Lists;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>A depthwise convolution into a map: rows of scratch memory first, then the activation on the way to the map.</summary>
internal sealed unsafe class DepthwiseOperation(
    InnerDepthwise inner, ElementwiseCall store, delegate*<ElementwiseCall*, void> kernel, PixelLists lists, int outputList) : Operation
{
    private readonly delegate*<ElementwiseCall*, void> _kernel = kernel;
    private readonly ElementwiseCall _store = store;

    /// <inheritdoc/>
    public override int CountUnits() => Chunks(lists.Count(outputList), inner.ChunkPixels);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        int total = lists.Count(outputList), chunks = Chunks(total, inner.ChunkPixels);
        int from = Start(total, chunks, unit), count = Start(total, chunks, unit + 1) - from;
        inner.Run(from, count, worker);
        ElementwiseCall call = _store;
        call.First = worker.Rows;
        call.FirstStride = call.Channels;
        call.FirstPixels = call.SecondPixels = worker.Ascending;
        call.OutputPixels = lists[outputList] + from;
        call.Count = count;
        _kernel(&call);
    }
}

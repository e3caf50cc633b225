using VideoDyn.Spatial.Engine.Kernels.Lists;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>An elementwise operation on maps of one level, or on a map and a constant or a map of one pixel.</summary>
internal sealed unsafe class ElementwiseOperation(ElementwiseCall call, delegate*<ElementwiseCall*, void> kernel, PixelLists lists, int list) : Operation
{
    private readonly delegate*<ElementwiseCall*, void> _kernel = kernel;
    private readonly ElementwiseCall _call = call;

    /// <inheritdoc/>
    public override int CountUnits() => Chunks(lists.Count(list), Worker.ChunkPixels);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        int total = lists.Count(list), chunks = Chunks(total, Worker.ChunkPixels);
        int from = Start(total, chunks, unit);
        ElementwiseCall call = _call;
        call.FirstPixels = call.SecondPixels = call.OutputPixels = lists[list] + from;
        call.Count = Start(total, chunks, unit + 1) - from;
        _kernel(&call);
    }
}

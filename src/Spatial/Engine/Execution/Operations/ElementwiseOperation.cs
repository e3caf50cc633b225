using VideoDyn.Spatial.Engine.Kernels.Lists;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>An elementwise operation on maps of one level, or on a map and a constant or a map of one pixel.</summary>
internal sealed unsafe class ElementwiseOperation(ElementwiseCall call, delegate*<ElementwiseCall*, void> kernel, PixelLists lists, int list, bool intoFresh) : Operation, IRangedOperation
{
    private readonly delegate*<ElementwiseCall*, void> _kernel = kernel;
    private readonly ElementwiseCall _call = call;

    /// <inheritdoc/>
    public override int CountUnits() => Chunks(lists.Count(list), Worker.ChunkPixels);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        (int from, int end) = Range(unit);
        ElementwiseCall call = _call;
        call.FirstPixels = call.SecondPixels = call.OutputPixels = lists[list] + from;
        call.Count = end - from;
        if (intoFresh)
        {
            call.Output = worker.Fresh;
            call.OutputPixels = worker.Ascending;
        }

        _kernel(&call);
    }

    /// <inheritdoc/>
    public (int From, int End) Range(int unit)
    {
        int total = lists.Count(list), chunks = Chunks(total, Worker.ChunkPixels);
        return (Start(total, chunks, unit), Start(total, chunks, unit + 1));
    }
}

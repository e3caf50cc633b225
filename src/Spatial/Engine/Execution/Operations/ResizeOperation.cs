using VideoDyn.Spatial.Engine.Kernels.Lists;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>A resampling.</summary>
internal sealed unsafe class ResizeOperation(ResizeCall call, delegate*<ResizeCall*, void> kernel, PixelLists lists, int coordinates, int outputList, bool intoFresh) : Operation, IRangedOperation
{
    private const int Pixels = Worker.ChunkPixels;

    private readonly delegate*<ResizeCall*, void> _kernel = kernel;
    private readonly ResizeCall _call = call;

    /// <inheritdoc/>
    public override int CountUnits() => Chunks(lists.Count(outputList), Pixels);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        (int from, int end) = Range(unit);
        ResizeCall call = _call;
        call.Coordinates = lists[coordinates] + from;
        call.OutputPixels = lists[outputList] + from;
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
        int total = lists.Count(outputList), chunks = Chunks(total, Pixels);
        return (Start(total, chunks, unit), Start(total, chunks, unit + 1));
    }
}

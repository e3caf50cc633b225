using VideoDyn.Spatial.Engine.Kernels.Lists;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>A maximum or mean pool.</summary>
internal sealed unsafe class PoolOperation(PoolCall call, delegate*<PoolCall*, void> kernel, PixelLists lists, int coordinates, int outputList, bool intoFresh) : Operation, IRangedOperation
{
    private const int Pixels = 64;

    private readonly delegate*<PoolCall*, void> _kernel = kernel;
    private readonly PoolCall _call = call;

    /// <inheritdoc/>
    public override int CountUnits() => Chunks(lists.Count(outputList), Pixels);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        (int from, int end) = Range(unit);
        PoolCall call = _call;
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

/// <summary>The mean of a whole map.</summary>
internal sealed unsafe class GlobalMeanOperation(SegmentSumCall call, delegate*<SegmentSumCall*, void> kernel, PixelLists lists, int coordinates) : Operation
{
    private readonly delegate*<SegmentSumCall*, void> _kernel = kernel;
    private readonly SegmentSumCall _call = call;

    /// <inheritdoc/>
    public override int CountUnits() => lists.Count(coordinates) > 0 ? 1 : 0;

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        SegmentSumCall call = _call;
        call.Coordinates = lists[coordinates];
        call.Count = lists.Count(coordinates);
        _kernel(&call);
    }
}

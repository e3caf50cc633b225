namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>A depthwise convolution from map to map.</summary>
internal sealed class DepthwiseOperation(BoundDepthwise convolution, PixelLists lists, int outputList, bool intoFresh) : Operation, IRangedOperation
{
    /// <inheritdoc/>
    public override int CountUnits() => Chunks(lists.Count(outputList), convolution.ChunkPixels);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        (int from, int end) = Range(unit);
        if (intoFresh)
            convolution.RunIntoFresh(from, end - from, worker);
        else
            convolution.RunIntoMap(from, end - from, outputList, worker);
    }

    /// <inheritdoc/>
    public (int From, int End) Range(int unit)
    {
        int total = lists.Count(outputList), chunks = Chunks(total, convolution.ChunkPixels);
        return (Start(total, chunks, unit), Start(total, chunks, unit + 1));
    }
}

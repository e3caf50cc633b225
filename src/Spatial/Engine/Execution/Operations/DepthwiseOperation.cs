namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>A depthwise convolution from map to map.</summary>
internal sealed class DepthwiseOperation(BoundDepthwise convolution, PixelLists lists, int outputList) : Operation
{
    /// <inheritdoc/>
    public override int CountUnits() => Chunks(lists.Count(outputList), convolution.ChunkPixels);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        int total = lists.Count(outputList), chunks = Chunks(total, convolution.ChunkPixels);
        int from = Start(total, chunks, unit), count = Start(total, chunks, unit + 1) - from;
        convolution.RunIntoMap(from, count, outputList, worker);
    }
}

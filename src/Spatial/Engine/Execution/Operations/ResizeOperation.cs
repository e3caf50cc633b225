using VideoDyn.Spatial.Engine.Kernels.Lists;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>A resampling.</summary>
internal sealed unsafe class ResizeOperation(ResizeCall call, delegate*<ResizeCall*, void> kernel, PixelLists lists, int coordinates, int outputList) : Operation
{
    private const int Pixels = 256;

    private readonly delegate*<ResizeCall*, void> _kernel = kernel;
    private readonly ResizeCall _call = call;

    /// <inheritdoc/>
    public override int CountUnits() => Chunks(lists.Count(outputList), Pixels);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        int total = lists.Count(outputList), chunks = Chunks(total, Pixels);
        int from = Start(total, chunks, unit);
        ResizeCall call = _call;
        call.Coordinates = lists[coordinates] + from;
        call.OutputPixels = lists[outputList] + from;
        call.Count = Start(total, chunks, unit + 1) - from;
        _kernel(&call);
    }
}

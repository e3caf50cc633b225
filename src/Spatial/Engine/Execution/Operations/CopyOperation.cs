namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>Copies channels of a map to other positions of another map of its level.</summary>
internal sealed unsafe class CopyOperation(
    float* input, nint inputStride, float* output, nint outputStride, int* from, int* to, int channels, PixelLists lists, int list) : Operation
{
    private const int Pixels = 256;

    private readonly float* _input = input;
    private readonly float* _output = output;
    private readonly int* _from = from;
    private readonly int* _to = to;

    /// <inheritdoc/>
    public override int CountUnits() => Chunks(lists.Count(list), Pixels);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        int total = lists.Count(list), chunks = Chunks(total, Pixels);
        int end = Start(total, chunks, unit + 1);
        for (int i = Start(total, chunks, unit); i < end; i++)
        {
            int pixel = lists[list][i];
            float* source = _input + (pixel * inputStride);
            float* target = _output + (pixel * outputStride);
            for (int c = 0; c < channels; c++)
                target[_to[c]] = source[_from[c]];
        }
    }
}

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>Writes the active pixels of a map to their places in an output, which keeps all others from earlier frames.</summary>
internal sealed unsafe class OutputOperation(
    float* map, nint stride, int* positions, (int From, int To, int Length)[] pieces, int channels, float* output, nint pixelStep, nint channelStep, int width, PixelLists lists, int coordinates, int own)
    : Operation
{
    private const int Pixels = 64;

    private readonly float* _map = map;
    private readonly int* _positions = positions;
    private readonly float* _output = output;

    /// <inheritdoc/>
    public override int CountUnits() => Chunks(lists.Count(own), Pixels);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        int total = lists.Count(own), chunks = Chunks(total, Pixels);
        int from = Start(total, chunks, unit), end = Start(total, chunks, unit + 1);
        int* places = lists[coordinates];
        int* pixels = lists[own];
        if (channelStep == 1)
        {
            for (int i = from; i < end; i++)
            {
                float* source = _map + (pixels[i] * stride);
                float* target = _output + ((((places[i] >> 16) * width) + (places[i] & 0xFFFF)) * pixelStep);
                foreach ((int first, int to, int length) in pieces)
                    new ReadOnlySpan<float>(source + first, length).CopyTo(new Span<float>(target + to, length));
            }

            return;
        }

        // Plane after plane, so that neighbours are written together.
        for (int c = 0; c < channels; c++)
        {
            float* source = _map + _positions[c];
            float* target = _output + (c * channelStep);
            for (int i = from; i < end; i++)
                target[(((places[i] >> 16) * width) + (places[i] & 0xFFFF)) * pixelStep] = source[pixels[i] * stride];
        }
    }
}

namespace VideoDyn.Spatial.Engine.Kernels.Tiles;

/// <summary>The convolution tile in plain C#: any width, pixel after pixel. Defines what the others must compute.</summary>
internal static unsafe class ScalarTile
{
    /// <summary>Computes every pixel of the call.</summary>
    public static void Run(TileCall* call)
    {
        int width = call->Width * KernelSet.BlockChannels;
        for (int i = 0; i < call->Count; i++)
        {
            float* partial = call->Partial == null ? null : call->Partial + ((nint)i * width);
            float* sums = call->IsLast ? call->Tile : partial;
            float* start = call->Bias != null ? call->Bias : partial;
            for (int c = 0; c < width; c++)
                sums[c] = start[c];

            float* pixel = call->Input + (call->InputPixels[i] * call->InputStride);
            float* weights = call->Weights;
            for (int r = 0; r < call->RunCount; r++)
            {
                float* source = pixel + call->Runs[r].Offset;
                for (int k = 0; k < call->Runs[r].Length; k++)
                {
                    for (int c = 0; c < width; c++)
                        sums[c] += source[k] * weights[c];
                    weights += width;
                }
            }

            if (call->IsLast)
                call->Finish(call, i, 1);
        }
    }
}

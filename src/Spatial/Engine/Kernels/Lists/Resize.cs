using System.Runtime.CompilerServices;
using VideoDyn.Spatial.Engine.Kernels.Lanes;

namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>Resampling over pixel lists.</summary>
internal static unsafe class Resize
{
    /// <summary>Copies the nearest pixel: the first of the two rows and columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Nearest<TLanes, TVector>(ResizeCall* call)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int i = 0; i < call->Count; i++)
        {
            int y = call->Coordinates[i] >> 16, x = call->Coordinates[i] & 0xFFFF;
            float* source = call->Input + (call->Rows[2 * y] * call->Pitch) + (call->Columns[2 * x] * call->Stride);
            float* output = call->Output + (call->OutputPixels[i] * call->OutputStride);
            for (int c = 0; c < call->Channels; c += TLanes.Count)
                TLanes.Store(output + c, TLanes.Load(source + c));
        }
    }

    /// <summary>Mixes four pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Bilinear<TLanes, TVector>(ResizeCall* call)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int i = 0; i < call->Count; i++)
        {
            int y = call->Coordinates[i] >> 16, x = call->Coordinates[i] & 0xFFFF;
            float* top = call->Input + (call->Rows[2 * y] * call->Pitch);
            float* bottom = call->Input + (call->Rows[(2 * y) + 1] * call->Pitch);
            nint left = call->Columns[2 * x] * call->Stride, right = call->Columns[(2 * x) + 1] * call->Stride;
            float down = call->RowWeights[y], across = call->ColumnWeights[x];
            TVector w00 = TLanes.Broadcast((1 - down) * (1 - across)), w01 = TLanes.Broadcast((1 - down) * across);
            TVector w10 = TLanes.Broadcast(down * (1 - across)), w11 = TLanes.Broadcast(down * across);
            float* output = call->Output + (call->OutputPixels[i] * call->OutputStride);
            for (int c = 0; c < call->Channels; c += TLanes.Count)
            {
                TVector value = TLanes.Multiply(TLanes.Load(top + left + c), w00);
                value = TLanes.MultiplyAdd(TLanes.Load(top + right + c), w01, value);
                value = TLanes.MultiplyAdd(TLanes.Load(bottom + left + c), w10, value);
                TLanes.Store(output + c, TLanes.MultiplyAdd(TLanes.Load(bottom + right + c), w11, value));
            }
        }
    }
}

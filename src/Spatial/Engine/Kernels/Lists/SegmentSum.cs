using System.Runtime.CompilerServices;
using VideoDyn.Spatial.Engine.Kernels.Lanes;

namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>Global mean pooling that reads only what changed.</summary>
internal static unsafe class SegmentSum
{
    /// <summary>Updates the sums of changed segments, then the means.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector>(SegmentSumCall* call)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int perRow = (call->Width + SegmentSumCall.SegmentPixels - 1) / SegmentSumCall.SegmentPixels;
        int last = -1;
        for (int i = 0; i < call->Count; i++)
        {
            int y = call->Coordinates[i] >> 16, s = (call->Coordinates[i] & 0xFFFF) / SegmentSumCall.SegmentPixels;
            int segment = (y * perRow) + s;
            if (segment == last)
                continue;
            last = segment;
            int from = s * SegmentSumCall.SegmentPixels, to = Math.Min(from + SegmentSumCall.SegmentPixels, call->Width);
            float* source = call->Input + (y * call->Pitch);
            float* sums = call->Sums + ((nint)segment * call->Channels);
            for (int c = 0; c < call->Channels; c += TLanes.Count)
            {
                TVector sum = TLanes.Load(source + (from * call->Stride) + c);
                for (int x = from + 1; x < to; x++)
                    sum = TLanes.Add(sum, TLanes.Load(source + (x * call->Stride) + c));
                TLanes.Store(sums + c, sum);
            }
        }

        int segments = perRow * call->Height;
        TVector factor = TLanes.Broadcast(1f / ((float)call->Height * call->Width));
        for (int c = 0; c < call->Channels; c += TLanes.Count)
        {
            TVector sum = TLanes.Broadcast(0);
            for (int s = 0; s < segments; s++)
                sum = TLanes.Add(sum, TLanes.Load(call->Sums + ((nint)s * call->Channels) + c));
            TLanes.Store(call->Output + c, TLanes.Multiply(sum, factor));
        }
    }
}

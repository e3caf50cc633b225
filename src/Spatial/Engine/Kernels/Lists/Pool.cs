using System.Runtime.CompilerServices;
using VideoDyn.Spatial.Engine.Kernels.Lanes;

namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>Maximum and mean pooling over pixel lists. Windows are cut at the map's edge, so the border's zeros never count.</summary>
internal static unsafe class Pool
{
    /// <summary>Maximum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Maximum<TLanes, TVector>(PoolCall* call)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int i = 0; i < call->Count; i++)
        {
            Window window = Window.At(call, call->Coordinates[i]);
            TVector start = TLanes.Broadcast(call->PadIsZero && window.IsCut ? 0f : float.NegativeInfinity);
            float* output = call->Output + (call->OutputPixels[i] * call->OutputStride);
            int c = 0;
            for (; c + (4 * TLanes.Count) <= call->Channels; c += 4 * TLanes.Count)
            {
                TVector m0 = start, m1 = start, m2 = start, m3 = start;
                float* row = window.First + c;
                for (int y = 0; y < window.Rows; y++, row += window.RowStep)
                {
                    float* p = row;
                    for (int x = 0; x < window.Columns; x++, p += window.ColumnStep)
                    {
                        m0 = TLanes.Max(m0, TLanes.Load(p));
                        m1 = TLanes.Max(m1, TLanes.Load(p + TLanes.Count));
                        m2 = TLanes.Max(m2, TLanes.Load(p + (2 * TLanes.Count)));
                        m3 = TLanes.Max(m3, TLanes.Load(p + (3 * TLanes.Count)));
                    }
                }

                TLanes.Store(output + c, m0);
                TLanes.Store(output + c + TLanes.Count, m1);
                TLanes.Store(output + c + (2 * TLanes.Count), m2);
                TLanes.Store(output + c + (3 * TLanes.Count), m3);
            }

            for (; c < call->Channels; c += TLanes.Count)
            {
                TVector m = start;
                float* row = window.First + c;
                for (int y = 0; y < window.Rows; y++, row += window.RowStep)
                {
                    float* p = row;
                    for (int x = 0; x < window.Columns; x++, p += window.ColumnStep)
                        m = TLanes.Max(m, TLanes.Load(p));
                }

                TLanes.Store(output + c, m);
            }
        }
    }

    /// <summary>Mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mean<TLanes, TVector>(PoolCall* call)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int i = 0; i < call->Count; i++)
        {
            Window window = Window.At(call, call->Coordinates[i]);
            TVector factor = TLanes.Broadcast(1f / window.Divisor);
            float* output = call->Output + (call->OutputPixels[i] * call->OutputStride);
            for (int c = 0; c < call->Channels; c += TLanes.Count)
            {
                TVector sum = TLanes.Broadcast(0);
                float* row = window.First + c;
                for (int y = 0; y < window.Rows; y++, row += window.RowStep)
                {
                    float* p = row;
                    for (int x = 0; x < window.Columns; x++, p += window.ColumnStep)
                        sum = TLanes.Add(sum, TLanes.Load(p));
                }

                TLanes.Store(output + c, TLanes.Multiply(sum, factor));
            }
        }
    }

    /// <summary>The part of one window that lies inside the map.</summary>
    private struct Window
    {
        public float* First;
        public nint RowStep, ColumnStep;
        public int Rows, Columns, Divisor;
        public bool IsCut;

        public static Window At(PoolCall* call, int coordinate)
        {
            int top = ((coordinate >> 16) * call->StrideY) - call->PadTop;
            int left = ((coordinate & 0xFFFF) * call->StrideX) - call->PadLeft;
            (int y0, int y1) = Cut(top, call->KernelHeight, call->DilationY, 0, call->Height);
            (int x0, int x1) = Cut(left, call->KernelWidth, call->DilationX, 0, call->Width);
            int divisor = (y1 - y0) * (x1 - x0);
            if (call->CountPad)
            {
                (int py0, int py1) = Cut(top, call->KernelHeight, call->DilationY, -call->PadTop, call->Height + call->PadBottom);
                (int px0, int px1) = Cut(left, call->KernelWidth, call->DilationX, -call->PadLeft, call->Width + call->PadRight);
                divisor = (py1 - py0) * (px1 - px0);
            }

            return new Window
            {
                First = call->Input + ((top + (y0 * call->DilationY)) * call->Pitch) + ((left + (x0 * call->DilationX)) * call->Stride),
                RowStep = call->DilationY * call->Pitch,
                ColumnStep = call->DilationX * call->Stride,
                Rows = y1 - y0,
                Columns = x1 - x0,
                Divisor = Math.Max(divisor, 1),
                IsCut = y1 - y0 < call->KernelHeight || x1 - x0 < call->KernelWidth,
            };
        }

        // The taps from the first to one past the last whose position lies in [from, to).
        private static (int First, int End) Cut(int start, int taps, int dilation, int from, int to)
        {
            int first = start >= from ? 0 : (from - start + dilation - 1) / dilation;
            int end = start >= to ? 0 : Math.Min(taps, (to - start + dilation - 1) / dilation);
            return (Math.Min(first, end), end);
        }
    }
}

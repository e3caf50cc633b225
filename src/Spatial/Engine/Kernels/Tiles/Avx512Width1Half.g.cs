// Written by eng/kernels/generate-tiles.py; change that instead.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Spatial.Engine.Kernels.Tiles;

/// <summary>Tiles of up to 12 pixels x 8 output channels.</summary>
internal static unsafe class Avx512Width1Half
{
    /// <summary>The tile for a number of pixels; null where there is none.</summary>
    public static delegate*<TileCall*, void> For(int pixels) => pixels switch
    {
        1 => &Tile1x1Half,
        2 => &Tile2x1Half,
        3 => &Tile3x1Half,
        4 => &Tile4x1Half,
        5 => &Tile5x1Half,
        6 => &Tile6x1Half,
        7 => &Tile7x1Half,
        8 => &Tile8x1Half,
        9 => &Tile9x1Half,
        10 => &Tile10x1Half,
        11 => &Tile11x1Half,
        12 => &Tile12x1Half,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 1)
        {
            Vector256<float> a0_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 1);
            }

            if (partial != null)
                partial += 16;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 2)
        {
            Vector256<float> a0_0;
            Vector256<float> a1_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a1_0 = a0_0;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a1_0 = Avx.LoadVector256(partial + 16);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* p1 = call->Input + (pixels[1] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                Avx512F.Store(t + 16, a1_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 2);
            }

            if (partial != null)
                partial += 32;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile3x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 3)
        {
            Vector256<float> a0_0;
            Vector256<float> a1_0;
            Vector256<float> a2_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a1_0 = a0_0;
                a2_0 = a0_0;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a1_0 = Avx.LoadVector256(partial + 16);
                a2_0 = Avx.LoadVector256(partial + 32);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* p1 = call->Input + (pixels[1] * call->InputStride);
            float* p2 = call->Input + (pixels[2] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                Avx512F.Store(t + 16, a1_0.ToVector512());
                Avx512F.Store(t + 32, a2_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 3);
            }

            if (partial != null)
                partial += 48;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 4)
        {
            Vector256<float> a0_0;
            Vector256<float> a1_0;
            Vector256<float> a2_0;
            Vector256<float> a3_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a1_0 = a0_0;
                a2_0 = a0_0;
                a3_0 = a0_0;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a1_0 = Avx.LoadVector256(partial + 16);
                a2_0 = Avx.LoadVector256(partial + 32);
                a3_0 = Avx.LoadVector256(partial + 48);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* p1 = call->Input + (pixels[1] * call->InputStride);
            float* p2 = call->Input + (pixels[2] * call->InputStride);
            float* p3 = call->Input + (pixels[3] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                Avx512F.Store(t + 16, a1_0.ToVector512());
                Avx512F.Store(t + 32, a2_0.ToVector512());
                Avx512F.Store(t + 48, a3_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 4);
            }

            if (partial != null)
                partial += 64;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile5x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 5)
        {
            Vector256<float> a0_0;
            Vector256<float> a1_0;
            Vector256<float> a2_0;
            Vector256<float> a3_0;
            Vector256<float> a4_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a1_0 = a0_0;
                a2_0 = a0_0;
                a3_0 = a0_0;
                a4_0 = a0_0;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a1_0 = Avx.LoadVector256(partial + 16);
                a2_0 = Avx.LoadVector256(partial + 32);
                a3_0 = Avx.LoadVector256(partial + 48);
                a4_0 = Avx.LoadVector256(partial + 64);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* p1 = call->Input + (pixels[1] * call->InputStride);
            float* p2 = call->Input + (pixels[2] * call->InputStride);
            float* p3 = call->Input + (pixels[3] * call->InputStride);
            float* p4 = call->Input + (pixels[4] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    Vector256<float> x4 = Vector256.Create(p4[k]);
                    a4_0 = Fma.MultiplyAdd(w0, x4, a4_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx.Add(a4_0, Avx.LoadVector256(r4));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                Avx512F.Store(t + 16, a1_0.ToVector512());
                Avx512F.Store(t + 32, a2_0.ToVector512());
                Avx512F.Store(t + 48, a3_0.ToVector512());
                Avx512F.Store(t + 64, a4_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 5);
            }

            if (partial != null)
                partial += 80;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 6)
        {
            Vector256<float> a0_0;
            Vector256<float> a1_0;
            Vector256<float> a2_0;
            Vector256<float> a3_0;
            Vector256<float> a4_0;
            Vector256<float> a5_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a1_0 = a0_0;
                a2_0 = a0_0;
                a3_0 = a0_0;
                a4_0 = a0_0;
                a5_0 = a0_0;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a1_0 = Avx.LoadVector256(partial + 16);
                a2_0 = Avx.LoadVector256(partial + 32);
                a3_0 = Avx.LoadVector256(partial + 48);
                a4_0 = Avx.LoadVector256(partial + 64);
                a5_0 = Avx.LoadVector256(partial + 80);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* p1 = call->Input + (pixels[1] * call->InputStride);
            float* p2 = call->Input + (pixels[2] * call->InputStride);
            float* p3 = call->Input + (pixels[3] * call->InputStride);
            float* p4 = call->Input + (pixels[4] * call->InputStride);
            float* p5 = call->Input + (pixels[5] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    Vector256<float> x4 = Vector256.Create(p4[k]);
                    a4_0 = Fma.MultiplyAdd(w0, x4, a4_0);
                    Vector256<float> x5 = Vector256.Create(p5[k]);
                    a5_0 = Fma.MultiplyAdd(w0, x5, a5_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx.Add(a4_0, Avx.LoadVector256(r4));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx.Add(a5_0, Avx.LoadVector256(r5));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0.ToVector512(), low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                Avx512F.Store(t + 16, a1_0.ToVector512());
                Avx512F.Store(t + 32, a2_0.ToVector512());
                Avx512F.Store(t + 48, a3_0.ToVector512());
                Avx512F.Store(t + 64, a4_0.ToVector512());
                Avx512F.Store(t + 80, a5_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 6);
            }

            if (partial != null)
                partial += 96;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile7x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 7)
        {
            Vector256<float> a0_0;
            Vector256<float> a1_0;
            Vector256<float> a2_0;
            Vector256<float> a3_0;
            Vector256<float> a4_0;
            Vector256<float> a5_0;
            Vector256<float> a6_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a1_0 = a0_0;
                a2_0 = a0_0;
                a3_0 = a0_0;
                a4_0 = a0_0;
                a5_0 = a0_0;
                a6_0 = a0_0;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a1_0 = Avx.LoadVector256(partial + 16);
                a2_0 = Avx.LoadVector256(partial + 32);
                a3_0 = Avx.LoadVector256(partial + 48);
                a4_0 = Avx.LoadVector256(partial + 64);
                a5_0 = Avx.LoadVector256(partial + 80);
                a6_0 = Avx.LoadVector256(partial + 96);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* p1 = call->Input + (pixels[1] * call->InputStride);
            float* p2 = call->Input + (pixels[2] * call->InputStride);
            float* p3 = call->Input + (pixels[3] * call->InputStride);
            float* p4 = call->Input + (pixels[4] * call->InputStride);
            float* p5 = call->Input + (pixels[5] * call->InputStride);
            float* p6 = call->Input + (pixels[6] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    Vector256<float> x4 = Vector256.Create(p4[k]);
                    a4_0 = Fma.MultiplyAdd(w0, x4, a4_0);
                    Vector256<float> x5 = Vector256.Create(p5[k]);
                    a5_0 = Fma.MultiplyAdd(w0, x5, a5_0);
                    Vector256<float> x6 = Vector256.Create(p6[k]);
                    a6_0 = Fma.MultiplyAdd(w0, x6, a6_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx.Add(a4_0, Avx.LoadVector256(r4));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx.Add(a5_0, Avx.LoadVector256(r5));
                    float* r6 = call->Residual + (residuals[6] * call->ResidualStride);
                    a6_0 = Avx.Add(a6_0, Avx.LoadVector256(r6));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0.ToVector512(), low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0.ToVector512(), low), high));
                float* o6 = call->Output + (output[6] * call->OutputStride);
                Avx512F.Store(o6, Avx512F.Min(Avx512F.Max(a6_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                Avx512F.Store(t + 16, a1_0.ToVector512());
                Avx512F.Store(t + 32, a2_0.ToVector512());
                Avx512F.Store(t + 48, a3_0.ToVector512());
                Avx512F.Store(t + 64, a4_0.ToVector512());
                Avx512F.Store(t + 80, a5_0.ToVector512());
                Avx512F.Store(t + 96, a6_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 7);
            }

            if (partial != null)
                partial += 112;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 8)
        {
            Vector256<float> a0_0;
            Vector256<float> a1_0;
            Vector256<float> a2_0;
            Vector256<float> a3_0;
            Vector256<float> a4_0;
            Vector256<float> a5_0;
            Vector256<float> a6_0;
            Vector256<float> a7_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a1_0 = a0_0;
                a2_0 = a0_0;
                a3_0 = a0_0;
                a4_0 = a0_0;
                a5_0 = a0_0;
                a6_0 = a0_0;
                a7_0 = a0_0;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a1_0 = Avx.LoadVector256(partial + 16);
                a2_0 = Avx.LoadVector256(partial + 32);
                a3_0 = Avx.LoadVector256(partial + 48);
                a4_0 = Avx.LoadVector256(partial + 64);
                a5_0 = Avx.LoadVector256(partial + 80);
                a6_0 = Avx.LoadVector256(partial + 96);
                a7_0 = Avx.LoadVector256(partial + 112);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* p1 = call->Input + (pixels[1] * call->InputStride);
            float* p2 = call->Input + (pixels[2] * call->InputStride);
            float* p3 = call->Input + (pixels[3] * call->InputStride);
            float* p4 = call->Input + (pixels[4] * call->InputStride);
            float* p5 = call->Input + (pixels[5] * call->InputStride);
            float* p6 = call->Input + (pixels[6] * call->InputStride);
            float* p7 = call->Input + (pixels[7] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    Vector256<float> x4 = Vector256.Create(p4[k]);
                    a4_0 = Fma.MultiplyAdd(w0, x4, a4_0);
                    Vector256<float> x5 = Vector256.Create(p5[k]);
                    a5_0 = Fma.MultiplyAdd(w0, x5, a5_0);
                    Vector256<float> x6 = Vector256.Create(p6[k]);
                    a6_0 = Fma.MultiplyAdd(w0, x6, a6_0);
                    Vector256<float> x7 = Vector256.Create(p7[k]);
                    a7_0 = Fma.MultiplyAdd(w0, x7, a7_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx.Add(a4_0, Avx.LoadVector256(r4));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx.Add(a5_0, Avx.LoadVector256(r5));
                    float* r6 = call->Residual + (residuals[6] * call->ResidualStride);
                    a6_0 = Avx.Add(a6_0, Avx.LoadVector256(r6));
                    float* r7 = call->Residual + (residuals[7] * call->ResidualStride);
                    a7_0 = Avx.Add(a7_0, Avx.LoadVector256(r7));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0.ToVector512(), low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0.ToVector512(), low), high));
                float* o6 = call->Output + (output[6] * call->OutputStride);
                Avx512F.Store(o6, Avx512F.Min(Avx512F.Max(a6_0.ToVector512(), low), high));
                float* o7 = call->Output + (output[7] * call->OutputStride);
                Avx512F.Store(o7, Avx512F.Min(Avx512F.Max(a7_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                Avx512F.Store(t + 16, a1_0.ToVector512());
                Avx512F.Store(t + 32, a2_0.ToVector512());
                Avx512F.Store(t + 48, a3_0.ToVector512());
                Avx512F.Store(t + 64, a4_0.ToVector512());
                Avx512F.Store(t + 80, a5_0.ToVector512());
                Avx512F.Store(t + 96, a6_0.ToVector512());
                Avx512F.Store(t + 112, a7_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 8);
            }

            if (partial != null)
                partial += 128;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile9x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 9)
        {
            Vector256<float> a0_0;
            Vector256<float> a1_0;
            Vector256<float> a2_0;
            Vector256<float> a3_0;
            Vector256<float> a4_0;
            Vector256<float> a5_0;
            Vector256<float> a6_0;
            Vector256<float> a7_0;
            Vector256<float> a8_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a1_0 = a0_0;
                a2_0 = a0_0;
                a3_0 = a0_0;
                a4_0 = a0_0;
                a5_0 = a0_0;
                a6_0 = a0_0;
                a7_0 = a0_0;
                a8_0 = a0_0;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a1_0 = Avx.LoadVector256(partial + 16);
                a2_0 = Avx.LoadVector256(partial + 32);
                a3_0 = Avx.LoadVector256(partial + 48);
                a4_0 = Avx.LoadVector256(partial + 64);
                a5_0 = Avx.LoadVector256(partial + 80);
                a6_0 = Avx.LoadVector256(partial + 96);
                a7_0 = Avx.LoadVector256(partial + 112);
                a8_0 = Avx.LoadVector256(partial + 128);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* p1 = call->Input + (pixels[1] * call->InputStride);
            float* p2 = call->Input + (pixels[2] * call->InputStride);
            float* p3 = call->Input + (pixels[3] * call->InputStride);
            float* p4 = call->Input + (pixels[4] * call->InputStride);
            float* p5 = call->Input + (pixels[5] * call->InputStride);
            float* p6 = call->Input + (pixels[6] * call->InputStride);
            float* p7 = call->Input + (pixels[7] * call->InputStride);
            float* p8 = call->Input + (pixels[8] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    Vector256<float> x4 = Vector256.Create(p4[k]);
                    a4_0 = Fma.MultiplyAdd(w0, x4, a4_0);
                    Vector256<float> x5 = Vector256.Create(p5[k]);
                    a5_0 = Fma.MultiplyAdd(w0, x5, a5_0);
                    Vector256<float> x6 = Vector256.Create(p6[k]);
                    a6_0 = Fma.MultiplyAdd(w0, x6, a6_0);
                    Vector256<float> x7 = Vector256.Create(p7[k]);
                    a7_0 = Fma.MultiplyAdd(w0, x7, a7_0);
                    Vector256<float> x8 = Vector256.Create(p8[k]);
                    a8_0 = Fma.MultiplyAdd(w0, x8, a8_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx.Add(a4_0, Avx.LoadVector256(r4));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx.Add(a5_0, Avx.LoadVector256(r5));
                    float* r6 = call->Residual + (residuals[6] * call->ResidualStride);
                    a6_0 = Avx.Add(a6_0, Avx.LoadVector256(r6));
                    float* r7 = call->Residual + (residuals[7] * call->ResidualStride);
                    a7_0 = Avx.Add(a7_0, Avx.LoadVector256(r7));
                    float* r8 = call->Residual + (residuals[8] * call->ResidualStride);
                    a8_0 = Avx.Add(a8_0, Avx.LoadVector256(r8));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0.ToVector512(), low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0.ToVector512(), low), high));
                float* o6 = call->Output + (output[6] * call->OutputStride);
                Avx512F.Store(o6, Avx512F.Min(Avx512F.Max(a6_0.ToVector512(), low), high));
                float* o7 = call->Output + (output[7] * call->OutputStride);
                Avx512F.Store(o7, Avx512F.Min(Avx512F.Max(a7_0.ToVector512(), low), high));
                float* o8 = call->Output + (output[8] * call->OutputStride);
                Avx512F.Store(o8, Avx512F.Min(Avx512F.Max(a8_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                Avx512F.Store(t + 16, a1_0.ToVector512());
                Avx512F.Store(t + 32, a2_0.ToVector512());
                Avx512F.Store(t + 48, a3_0.ToVector512());
                Avx512F.Store(t + 64, a4_0.ToVector512());
                Avx512F.Store(t + 80, a5_0.ToVector512());
                Avx512F.Store(t + 96, a6_0.ToVector512());
                Avx512F.Store(t + 112, a7_0.ToVector512());
                Avx512F.Store(t + 128, a8_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 9);
            }

            if (partial != null)
                partial += 144;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile10x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 10)
        {
            Vector256<float> a0_0;
            Vector256<float> a1_0;
            Vector256<float> a2_0;
            Vector256<float> a3_0;
            Vector256<float> a4_0;
            Vector256<float> a5_0;
            Vector256<float> a6_0;
            Vector256<float> a7_0;
            Vector256<float> a8_0;
            Vector256<float> a9_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a1_0 = a0_0;
                a2_0 = a0_0;
                a3_0 = a0_0;
                a4_0 = a0_0;
                a5_0 = a0_0;
                a6_0 = a0_0;
                a7_0 = a0_0;
                a8_0 = a0_0;
                a9_0 = a0_0;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a1_0 = Avx.LoadVector256(partial + 16);
                a2_0 = Avx.LoadVector256(partial + 32);
                a3_0 = Avx.LoadVector256(partial + 48);
                a4_0 = Avx.LoadVector256(partial + 64);
                a5_0 = Avx.LoadVector256(partial + 80);
                a6_0 = Avx.LoadVector256(partial + 96);
                a7_0 = Avx.LoadVector256(partial + 112);
                a8_0 = Avx.LoadVector256(partial + 128);
                a9_0 = Avx.LoadVector256(partial + 144);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* p1 = call->Input + (pixels[1] * call->InputStride);
            float* p2 = call->Input + (pixels[2] * call->InputStride);
            float* p3 = call->Input + (pixels[3] * call->InputStride);
            float* p4 = call->Input + (pixels[4] * call->InputStride);
            float* p5 = call->Input + (pixels[5] * call->InputStride);
            float* p6 = call->Input + (pixels[6] * call->InputStride);
            float* p7 = call->Input + (pixels[7] * call->InputStride);
            float* p8 = call->Input + (pixels[8] * call->InputStride);
            float* p9 = call->Input + (pixels[9] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    Vector256<float> x4 = Vector256.Create(p4[k]);
                    a4_0 = Fma.MultiplyAdd(w0, x4, a4_0);
                    Vector256<float> x5 = Vector256.Create(p5[k]);
                    a5_0 = Fma.MultiplyAdd(w0, x5, a5_0);
                    Vector256<float> x6 = Vector256.Create(p6[k]);
                    a6_0 = Fma.MultiplyAdd(w0, x6, a6_0);
                    Vector256<float> x7 = Vector256.Create(p7[k]);
                    a7_0 = Fma.MultiplyAdd(w0, x7, a7_0);
                    Vector256<float> x8 = Vector256.Create(p8[k]);
                    a8_0 = Fma.MultiplyAdd(w0, x8, a8_0);
                    Vector256<float> x9 = Vector256.Create(p9[k]);
                    a9_0 = Fma.MultiplyAdd(w0, x9, a9_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx.Add(a4_0, Avx.LoadVector256(r4));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx.Add(a5_0, Avx.LoadVector256(r5));
                    float* r6 = call->Residual + (residuals[6] * call->ResidualStride);
                    a6_0 = Avx.Add(a6_0, Avx.LoadVector256(r6));
                    float* r7 = call->Residual + (residuals[7] * call->ResidualStride);
                    a7_0 = Avx.Add(a7_0, Avx.LoadVector256(r7));
                    float* r8 = call->Residual + (residuals[8] * call->ResidualStride);
                    a8_0 = Avx.Add(a8_0, Avx.LoadVector256(r8));
                    float* r9 = call->Residual + (residuals[9] * call->ResidualStride);
                    a9_0 = Avx.Add(a9_0, Avx.LoadVector256(r9));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0.ToVector512(), low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0.ToVector512(), low), high));
                float* o6 = call->Output + (output[6] * call->OutputStride);
                Avx512F.Store(o6, Avx512F.Min(Avx512F.Max(a6_0.ToVector512(), low), high));
                float* o7 = call->Output + (output[7] * call->OutputStride);
                Avx512F.Store(o7, Avx512F.Min(Avx512F.Max(a7_0.ToVector512(), low), high));
                float* o8 = call->Output + (output[8] * call->OutputStride);
                Avx512F.Store(o8, Avx512F.Min(Avx512F.Max(a8_0.ToVector512(), low), high));
                float* o9 = call->Output + (output[9] * call->OutputStride);
                Avx512F.Store(o9, Avx512F.Min(Avx512F.Max(a9_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                Avx512F.Store(t + 16, a1_0.ToVector512());
                Avx512F.Store(t + 32, a2_0.ToVector512());
                Avx512F.Store(t + 48, a3_0.ToVector512());
                Avx512F.Store(t + 64, a4_0.ToVector512());
                Avx512F.Store(t + 80, a5_0.ToVector512());
                Avx512F.Store(t + 96, a6_0.ToVector512());
                Avx512F.Store(t + 112, a7_0.ToVector512());
                Avx512F.Store(t + 128, a8_0.ToVector512());
                Avx512F.Store(t + 144, a9_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 10);
            }

            if (partial != null)
                partial += 160;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile11x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 11)
        {
            Vector256<float> a0_0;
            Vector256<float> a1_0;
            Vector256<float> a2_0;
            Vector256<float> a3_0;
            Vector256<float> a4_0;
            Vector256<float> a5_0;
            Vector256<float> a6_0;
            Vector256<float> a7_0;
            Vector256<float> a8_0;
            Vector256<float> a9_0;
            Vector256<float> a10_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a1_0 = a0_0;
                a2_0 = a0_0;
                a3_0 = a0_0;
                a4_0 = a0_0;
                a5_0 = a0_0;
                a6_0 = a0_0;
                a7_0 = a0_0;
                a8_0 = a0_0;
                a9_0 = a0_0;
                a10_0 = a0_0;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a1_0 = Avx.LoadVector256(partial + 16);
                a2_0 = Avx.LoadVector256(partial + 32);
                a3_0 = Avx.LoadVector256(partial + 48);
                a4_0 = Avx.LoadVector256(partial + 64);
                a5_0 = Avx.LoadVector256(partial + 80);
                a6_0 = Avx.LoadVector256(partial + 96);
                a7_0 = Avx.LoadVector256(partial + 112);
                a8_0 = Avx.LoadVector256(partial + 128);
                a9_0 = Avx.LoadVector256(partial + 144);
                a10_0 = Avx.LoadVector256(partial + 160);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* p1 = call->Input + (pixels[1] * call->InputStride);
            float* p2 = call->Input + (pixels[2] * call->InputStride);
            float* p3 = call->Input + (pixels[3] * call->InputStride);
            float* p4 = call->Input + (pixels[4] * call->InputStride);
            float* p5 = call->Input + (pixels[5] * call->InputStride);
            float* p6 = call->Input + (pixels[6] * call->InputStride);
            float* p7 = call->Input + (pixels[7] * call->InputStride);
            float* p8 = call->Input + (pixels[8] * call->InputStride);
            float* p9 = call->Input + (pixels[9] * call->InputStride);
            float* p10 = call->Input + (pixels[10] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    Vector256<float> x4 = Vector256.Create(p4[k]);
                    a4_0 = Fma.MultiplyAdd(w0, x4, a4_0);
                    Vector256<float> x5 = Vector256.Create(p5[k]);
                    a5_0 = Fma.MultiplyAdd(w0, x5, a5_0);
                    Vector256<float> x6 = Vector256.Create(p6[k]);
                    a6_0 = Fma.MultiplyAdd(w0, x6, a6_0);
                    Vector256<float> x7 = Vector256.Create(p7[k]);
                    a7_0 = Fma.MultiplyAdd(w0, x7, a7_0);
                    Vector256<float> x8 = Vector256.Create(p8[k]);
                    a8_0 = Fma.MultiplyAdd(w0, x8, a8_0);
                    Vector256<float> x9 = Vector256.Create(p9[k]);
                    a9_0 = Fma.MultiplyAdd(w0, x9, a9_0);
                    Vector256<float> x10 = Vector256.Create(p10[k]);
                    a10_0 = Fma.MultiplyAdd(w0, x10, a10_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx.Add(a4_0, Avx.LoadVector256(r4));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx.Add(a5_0, Avx.LoadVector256(r5));
                    float* r6 = call->Residual + (residuals[6] * call->ResidualStride);
                    a6_0 = Avx.Add(a6_0, Avx.LoadVector256(r6));
                    float* r7 = call->Residual + (residuals[7] * call->ResidualStride);
                    a7_0 = Avx.Add(a7_0, Avx.LoadVector256(r7));
                    float* r8 = call->Residual + (residuals[8] * call->ResidualStride);
                    a8_0 = Avx.Add(a8_0, Avx.LoadVector256(r8));
                    float* r9 = call->Residual + (residuals[9] * call->ResidualStride);
                    a9_0 = Avx.Add(a9_0, Avx.LoadVector256(r9));
                    float* r10 = call->Residual + (residuals[10] * call->ResidualStride);
                    a10_0 = Avx.Add(a10_0, Avx.LoadVector256(r10));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0.ToVector512(), low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0.ToVector512(), low), high));
                float* o6 = call->Output + (output[6] * call->OutputStride);
                Avx512F.Store(o6, Avx512F.Min(Avx512F.Max(a6_0.ToVector512(), low), high));
                float* o7 = call->Output + (output[7] * call->OutputStride);
                Avx512F.Store(o7, Avx512F.Min(Avx512F.Max(a7_0.ToVector512(), low), high));
                float* o8 = call->Output + (output[8] * call->OutputStride);
                Avx512F.Store(o8, Avx512F.Min(Avx512F.Max(a8_0.ToVector512(), low), high));
                float* o9 = call->Output + (output[9] * call->OutputStride);
                Avx512F.Store(o9, Avx512F.Min(Avx512F.Max(a9_0.ToVector512(), low), high));
                float* o10 = call->Output + (output[10] * call->OutputStride);
                Avx512F.Store(o10, Avx512F.Min(Avx512F.Max(a10_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                Avx512F.Store(t + 16, a1_0.ToVector512());
                Avx512F.Store(t + 32, a2_0.ToVector512());
                Avx512F.Store(t + 48, a3_0.ToVector512());
                Avx512F.Store(t + 64, a4_0.ToVector512());
                Avx512F.Store(t + 80, a5_0.ToVector512());
                Avx512F.Store(t + 96, a6_0.ToVector512());
                Avx512F.Store(t + 112, a7_0.ToVector512());
                Avx512F.Store(t + 128, a8_0.ToVector512());
                Avx512F.Store(t + 144, a9_0.ToVector512());
                Avx512F.Store(t + 160, a10_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 11);
            }

            if (partial != null)
                partial += 176;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile12x1Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 12)
        {
            Vector256<float> a0_0;
            Vector256<float> a1_0;
            Vector256<float> a2_0;
            Vector256<float> a3_0;
            Vector256<float> a4_0;
            Vector256<float> a5_0;
            Vector256<float> a6_0;
            Vector256<float> a7_0;
            Vector256<float> a8_0;
            Vector256<float> a9_0;
            Vector256<float> a10_0;
            Vector256<float> a11_0;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a1_0 = a0_0;
                a2_0 = a0_0;
                a3_0 = a0_0;
                a4_0 = a0_0;
                a5_0 = a0_0;
                a6_0 = a0_0;
                a7_0 = a0_0;
                a8_0 = a0_0;
                a9_0 = a0_0;
                a10_0 = a0_0;
                a11_0 = a0_0;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a1_0 = Avx.LoadVector256(partial + 16);
                a2_0 = Avx.LoadVector256(partial + 32);
                a3_0 = Avx.LoadVector256(partial + 48);
                a4_0 = Avx.LoadVector256(partial + 64);
                a5_0 = Avx.LoadVector256(partial + 80);
                a6_0 = Avx.LoadVector256(partial + 96);
                a7_0 = Avx.LoadVector256(partial + 112);
                a8_0 = Avx.LoadVector256(partial + 128);
                a9_0 = Avx.LoadVector256(partial + 144);
                a10_0 = Avx.LoadVector256(partial + 160);
                a11_0 = Avx.LoadVector256(partial + 176);
            }

            int* pixels = call->InputPixels + i;
            float* p0 = call->Input + (pixels[0] * call->InputStride);
            float* p1 = call->Input + (pixels[1] * call->InputStride);
            float* p2 = call->Input + (pixels[2] * call->InputStride);
            float* p3 = call->Input + (pixels[3] * call->InputStride);
            float* p4 = call->Input + (pixels[4] * call->InputStride);
            float* p5 = call->Input + (pixels[5] * call->InputStride);
            float* p6 = call->Input + (pixels[6] * call->InputStride);
            float* p7 = call->Input + (pixels[7] * call->InputStride);
            float* p8 = call->Input + (pixels[8] * call->InputStride);
            float* p9 = call->Input + (pixels[9] * call->InputStride);
            float* p10 = call->Input + (pixels[10] * call->InputStride);
            float* p11 = call->Input + (pixels[11] * call->InputStride);
            float* w = call->Weights;
            ChannelRun* run = call->Runs;
            ChannelRun* end = run + call->RunCount;
            do
            {
                nint k = run->Offset;
                nint stop = k + run->Length;
                do
                {
                    Vector256<float> w0 = Avx.LoadVector256(w);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    Vector256<float> x4 = Vector256.Create(p4[k]);
                    a4_0 = Fma.MultiplyAdd(w0, x4, a4_0);
                    Vector256<float> x5 = Vector256.Create(p5[k]);
                    a5_0 = Fma.MultiplyAdd(w0, x5, a5_0);
                    Vector256<float> x6 = Vector256.Create(p6[k]);
                    a6_0 = Fma.MultiplyAdd(w0, x6, a6_0);
                    Vector256<float> x7 = Vector256.Create(p7[k]);
                    a7_0 = Fma.MultiplyAdd(w0, x7, a7_0);
                    Vector256<float> x8 = Vector256.Create(p8[k]);
                    a8_0 = Fma.MultiplyAdd(w0, x8, a8_0);
                    Vector256<float> x9 = Vector256.Create(p9[k]);
                    a9_0 = Fma.MultiplyAdd(w0, x9, a9_0);
                    Vector256<float> x10 = Vector256.Create(p10[k]);
                    a10_0 = Fma.MultiplyAdd(w0, x10, a10_0);
                    Vector256<float> x11 = Vector256.Create(p11[k]);
                    a11_0 = Fma.MultiplyAdd(w0, x11, a11_0);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector512<float> low = Vector512.Create(call->A);
                Vector512<float> high = Vector512.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx.Add(a4_0, Avx.LoadVector256(r4));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx.Add(a5_0, Avx.LoadVector256(r5));
                    float* r6 = call->Residual + (residuals[6] * call->ResidualStride);
                    a6_0 = Avx.Add(a6_0, Avx.LoadVector256(r6));
                    float* r7 = call->Residual + (residuals[7] * call->ResidualStride);
                    a7_0 = Avx.Add(a7_0, Avx.LoadVector256(r7));
                    float* r8 = call->Residual + (residuals[8] * call->ResidualStride);
                    a8_0 = Avx.Add(a8_0, Avx.LoadVector256(r8));
                    float* r9 = call->Residual + (residuals[9] * call->ResidualStride);
                    a9_0 = Avx.Add(a9_0, Avx.LoadVector256(r9));
                    float* r10 = call->Residual + (residuals[10] * call->ResidualStride);
                    a10_0 = Avx.Add(a10_0, Avx.LoadVector256(r10));
                    float* r11 = call->Residual + (residuals[11] * call->ResidualStride);
                    a11_0 = Avx.Add(a11_0, Avx.LoadVector256(r11));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0.ToVector512(), low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0.ToVector512(), low), high));
                float* o6 = call->Output + (output[6] * call->OutputStride);
                Avx512F.Store(o6, Avx512F.Min(Avx512F.Max(a6_0.ToVector512(), low), high));
                float* o7 = call->Output + (output[7] * call->OutputStride);
                Avx512F.Store(o7, Avx512F.Min(Avx512F.Max(a7_0.ToVector512(), low), high));
                float* o8 = call->Output + (output[8] * call->OutputStride);
                Avx512F.Store(o8, Avx512F.Min(Avx512F.Max(a8_0.ToVector512(), low), high));
                float* o9 = call->Output + (output[9] * call->OutputStride);
                Avx512F.Store(o9, Avx512F.Min(Avx512F.Max(a9_0.ToVector512(), low), high));
                float* o10 = call->Output + (output[10] * call->OutputStride);
                Avx512F.Store(o10, Avx512F.Min(Avx512F.Max(a10_0.ToVector512(), low), high));
                float* o11 = call->Output + (output[11] * call->OutputStride);
                Avx512F.Store(o11, Avx512F.Min(Avx512F.Max(a11_0.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0.ToVector512());
                Avx512F.Store(t + 16, a1_0.ToVector512());
                Avx512F.Store(t + 32, a2_0.ToVector512());
                Avx512F.Store(t + 48, a3_0.ToVector512());
                Avx512F.Store(t + 64, a4_0.ToVector512());
                Avx512F.Store(t + 80, a5_0.ToVector512());
                Avx512F.Store(t + 96, a6_0.ToVector512());
                Avx512F.Store(t + 112, a7_0.ToVector512());
                Avx512F.Store(t + 128, a8_0.ToVector512());
                Avx512F.Store(t + 144, a9_0.ToVector512());
                Avx512F.Store(t + 160, a10_0.ToVector512());
                Avx512F.Store(t + 176, a11_0.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 12);
            }

            if (partial != null)
                partial += 192;
        }
    }
}

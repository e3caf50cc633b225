// Written by eng/kernels/generate-tiles.py; change that instead.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Spatial.Engine.Kernels.Tiles;

/// <summary>Tiles of up to 6 pixels x 16 output channels.</summary>
internal static unsafe class Avx2Width1
{
    /// <summary>The tile for a number of pixels; null where there is none.</summary>
    public static delegate*<TileCall*, void> For(int pixels) => pixels switch
    {
        1 => &Tile1x1,
        2 => &Tile2x1,
        3 => &Tile3x1,
        4 => &Tile4x1,
        5 => &Tile5x1,
        6 => &Tile6x1,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x1(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 1)
        {
            Vector256<float> a0_0, a0_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a0_1 = Avx.LoadVector256(bias + 8);
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a0_1 = Avx.LoadVector256(partial + 8);
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
                    Vector256<float> w1 = Avx.LoadVector256(w + 8);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0, a0_1);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector256<float> low = Vector256.Create(call->A);
                Vector256<float> high = Vector256.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 8));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx.Store(o0, Avx.Min(Avx.Max(a0_0, low), high));
                Avx.Store(o0 + 8, Avx.Min(Avx.Max(a0_1, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx.Store(t, a0_0);
                Avx.Store(t + 8, a0_1);
                if (call->IsLast)
                    call->Finish(call, i, 1);
            }

            if (partial != null)
                partial += 16;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x1(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 2)
        {
            Vector256<float> a0_0, a0_1;
            Vector256<float> a1_0, a1_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a0_1 = Avx.LoadVector256(bias + 8);
                a1_0 = a0_0; a1_1 = a0_1;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a0_1 = Avx.LoadVector256(partial + 8);
                a1_0 = Avx.LoadVector256(partial + 16);
                a1_1 = Avx.LoadVector256(partial + 24);
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
                    Vector256<float> w1 = Avx.LoadVector256(w + 8);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0, a0_1);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1, a1_1);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector256<float> low = Vector256.Create(call->A);
                Vector256<float> high = Vector256.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 8));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 8));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx.Store(o0, Avx.Min(Avx.Max(a0_0, low), high));
                Avx.Store(o0 + 8, Avx.Min(Avx.Max(a0_1, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx.Store(o1, Avx.Min(Avx.Max(a1_0, low), high));
                Avx.Store(o1 + 8, Avx.Min(Avx.Max(a1_1, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx.Store(t, a0_0);
                Avx.Store(t + 8, a0_1);
                Avx.Store(t + 16, a1_0);
                Avx.Store(t + 24, a1_1);
                if (call->IsLast)
                    call->Finish(call, i, 2);
            }

            if (partial != null)
                partial += 32;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile3x1(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 3)
        {
            Vector256<float> a0_0, a0_1;
            Vector256<float> a1_0, a1_1;
            Vector256<float> a2_0, a2_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a0_1 = Avx.LoadVector256(bias + 8);
                a1_0 = a0_0; a1_1 = a0_1;
                a2_0 = a0_0; a2_1 = a0_1;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a0_1 = Avx.LoadVector256(partial + 8);
                a1_0 = Avx.LoadVector256(partial + 16);
                a1_1 = Avx.LoadVector256(partial + 24);
                a2_0 = Avx.LoadVector256(partial + 32);
                a2_1 = Avx.LoadVector256(partial + 40);
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
                    Vector256<float> w1 = Avx.LoadVector256(w + 8);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0, a0_1);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1, a1_1);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    a2_1 = Fma.MultiplyAdd(w1, x2, a2_1);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector256<float> low = Vector256.Create(call->A);
                Vector256<float> high = Vector256.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 8));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 8));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    a2_1 = Avx.Add(a2_1, Avx.LoadVector256(r2 + 8));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx.Store(o0, Avx.Min(Avx.Max(a0_0, low), high));
                Avx.Store(o0 + 8, Avx.Min(Avx.Max(a0_1, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx.Store(o1, Avx.Min(Avx.Max(a1_0, low), high));
                Avx.Store(o1 + 8, Avx.Min(Avx.Max(a1_1, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx.Store(o2, Avx.Min(Avx.Max(a2_0, low), high));
                Avx.Store(o2 + 8, Avx.Min(Avx.Max(a2_1, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx.Store(t, a0_0);
                Avx.Store(t + 8, a0_1);
                Avx.Store(t + 16, a1_0);
                Avx.Store(t + 24, a1_1);
                Avx.Store(t + 32, a2_0);
                Avx.Store(t + 40, a2_1);
                if (call->IsLast)
                    call->Finish(call, i, 3);
            }

            if (partial != null)
                partial += 48;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x1(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 4)
        {
            Vector256<float> a0_0, a0_1;
            Vector256<float> a1_0, a1_1;
            Vector256<float> a2_0, a2_1;
            Vector256<float> a3_0, a3_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a0_1 = Avx.LoadVector256(bias + 8);
                a1_0 = a0_0; a1_1 = a0_1;
                a2_0 = a0_0; a2_1 = a0_1;
                a3_0 = a0_0; a3_1 = a0_1;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a0_1 = Avx.LoadVector256(partial + 8);
                a1_0 = Avx.LoadVector256(partial + 16);
                a1_1 = Avx.LoadVector256(partial + 24);
                a2_0 = Avx.LoadVector256(partial + 32);
                a2_1 = Avx.LoadVector256(partial + 40);
                a3_0 = Avx.LoadVector256(partial + 48);
                a3_1 = Avx.LoadVector256(partial + 56);
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
                    Vector256<float> w1 = Avx.LoadVector256(w + 8);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0, a0_1);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1, a1_1);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    a2_1 = Fma.MultiplyAdd(w1, x2, a2_1);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    a3_1 = Fma.MultiplyAdd(w1, x3, a3_1);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector256<float> low = Vector256.Create(call->A);
                Vector256<float> high = Vector256.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 8));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 8));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    a2_1 = Avx.Add(a2_1, Avx.LoadVector256(r2 + 8));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                    a3_1 = Avx.Add(a3_1, Avx.LoadVector256(r3 + 8));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx.Store(o0, Avx.Min(Avx.Max(a0_0, low), high));
                Avx.Store(o0 + 8, Avx.Min(Avx.Max(a0_1, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx.Store(o1, Avx.Min(Avx.Max(a1_0, low), high));
                Avx.Store(o1 + 8, Avx.Min(Avx.Max(a1_1, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx.Store(o2, Avx.Min(Avx.Max(a2_0, low), high));
                Avx.Store(o2 + 8, Avx.Min(Avx.Max(a2_1, low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx.Store(o3, Avx.Min(Avx.Max(a3_0, low), high));
                Avx.Store(o3 + 8, Avx.Min(Avx.Max(a3_1, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx.Store(t, a0_0);
                Avx.Store(t + 8, a0_1);
                Avx.Store(t + 16, a1_0);
                Avx.Store(t + 24, a1_1);
                Avx.Store(t + 32, a2_0);
                Avx.Store(t + 40, a2_1);
                Avx.Store(t + 48, a3_0);
                Avx.Store(t + 56, a3_1);
                if (call->IsLast)
                    call->Finish(call, i, 4);
            }

            if (partial != null)
                partial += 64;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile5x1(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 5)
        {
            Vector256<float> a0_0, a0_1;
            Vector256<float> a1_0, a1_1;
            Vector256<float> a2_0, a2_1;
            Vector256<float> a3_0, a3_1;
            Vector256<float> a4_0, a4_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a0_1 = Avx.LoadVector256(bias + 8);
                a1_0 = a0_0; a1_1 = a0_1;
                a2_0 = a0_0; a2_1 = a0_1;
                a3_0 = a0_0; a3_1 = a0_1;
                a4_0 = a0_0; a4_1 = a0_1;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a0_1 = Avx.LoadVector256(partial + 8);
                a1_0 = Avx.LoadVector256(partial + 16);
                a1_1 = Avx.LoadVector256(partial + 24);
                a2_0 = Avx.LoadVector256(partial + 32);
                a2_1 = Avx.LoadVector256(partial + 40);
                a3_0 = Avx.LoadVector256(partial + 48);
                a3_1 = Avx.LoadVector256(partial + 56);
                a4_0 = Avx.LoadVector256(partial + 64);
                a4_1 = Avx.LoadVector256(partial + 72);
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
                    Vector256<float> w1 = Avx.LoadVector256(w + 8);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0, a0_1);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1, a1_1);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    a2_1 = Fma.MultiplyAdd(w1, x2, a2_1);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    a3_1 = Fma.MultiplyAdd(w1, x3, a3_1);
                    Vector256<float> x4 = Vector256.Create(p4[k]);
                    a4_0 = Fma.MultiplyAdd(w0, x4, a4_0);
                    a4_1 = Fma.MultiplyAdd(w1, x4, a4_1);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector256<float> low = Vector256.Create(call->A);
                Vector256<float> high = Vector256.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 8));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 8));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    a2_1 = Avx.Add(a2_1, Avx.LoadVector256(r2 + 8));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                    a3_1 = Avx.Add(a3_1, Avx.LoadVector256(r3 + 8));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx.Add(a4_0, Avx.LoadVector256(r4));
                    a4_1 = Avx.Add(a4_1, Avx.LoadVector256(r4 + 8));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx.Store(o0, Avx.Min(Avx.Max(a0_0, low), high));
                Avx.Store(o0 + 8, Avx.Min(Avx.Max(a0_1, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx.Store(o1, Avx.Min(Avx.Max(a1_0, low), high));
                Avx.Store(o1 + 8, Avx.Min(Avx.Max(a1_1, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx.Store(o2, Avx.Min(Avx.Max(a2_0, low), high));
                Avx.Store(o2 + 8, Avx.Min(Avx.Max(a2_1, low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx.Store(o3, Avx.Min(Avx.Max(a3_0, low), high));
                Avx.Store(o3 + 8, Avx.Min(Avx.Max(a3_1, low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx.Store(o4, Avx.Min(Avx.Max(a4_0, low), high));
                Avx.Store(o4 + 8, Avx.Min(Avx.Max(a4_1, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx.Store(t, a0_0);
                Avx.Store(t + 8, a0_1);
                Avx.Store(t + 16, a1_0);
                Avx.Store(t + 24, a1_1);
                Avx.Store(t + 32, a2_0);
                Avx.Store(t + 40, a2_1);
                Avx.Store(t + 48, a3_0);
                Avx.Store(t + 56, a3_1);
                Avx.Store(t + 64, a4_0);
                Avx.Store(t + 72, a4_1);
                if (call->IsLast)
                    call->Finish(call, i, 5);
            }

            if (partial != null)
                partial += 80;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x1(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 6)
        {
            Vector256<float> a0_0, a0_1;
            Vector256<float> a1_0, a1_1;
            Vector256<float> a2_0, a2_1;
            Vector256<float> a3_0, a3_1;
            Vector256<float> a4_0, a4_1;
            Vector256<float> a5_0, a5_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx.LoadVector256(bias);
                a0_1 = Avx.LoadVector256(bias + 8);
                a1_0 = a0_0; a1_1 = a0_1;
                a2_0 = a0_0; a2_1 = a0_1;
                a3_0 = a0_0; a3_1 = a0_1;
                a4_0 = a0_0; a4_1 = a0_1;
                a5_0 = a0_0; a5_1 = a0_1;
            }
            else
            {
                a0_0 = Avx.LoadVector256(partial);
                a0_1 = Avx.LoadVector256(partial + 8);
                a1_0 = Avx.LoadVector256(partial + 16);
                a1_1 = Avx.LoadVector256(partial + 24);
                a2_0 = Avx.LoadVector256(partial + 32);
                a2_1 = Avx.LoadVector256(partial + 40);
                a3_0 = Avx.LoadVector256(partial + 48);
                a3_1 = Avx.LoadVector256(partial + 56);
                a4_0 = Avx.LoadVector256(partial + 64);
                a4_1 = Avx.LoadVector256(partial + 72);
                a5_0 = Avx.LoadVector256(partial + 80);
                a5_1 = Avx.LoadVector256(partial + 88);
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
                    Vector256<float> w1 = Avx.LoadVector256(w + 8);
                    Sse.Prefetch1(w + 16384);
                    Vector256<float> x0 = Vector256.Create(p0[k]);
                    a0_0 = Fma.MultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0, a0_1);
                    Vector256<float> x1 = Vector256.Create(p1[k]);
                    a1_0 = Fma.MultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1, a1_1);
                    Vector256<float> x2 = Vector256.Create(p2[k]);
                    a2_0 = Fma.MultiplyAdd(w0, x2, a2_0);
                    a2_1 = Fma.MultiplyAdd(w1, x2, a2_1);
                    Vector256<float> x3 = Vector256.Create(p3[k]);
                    a3_0 = Fma.MultiplyAdd(w0, x3, a3_0);
                    a3_1 = Fma.MultiplyAdd(w1, x3, a3_1);
                    Vector256<float> x4 = Vector256.Create(p4[k]);
                    a4_0 = Fma.MultiplyAdd(w0, x4, a4_0);
                    a4_1 = Fma.MultiplyAdd(w1, x4, a4_1);
                    Vector256<float> x5 = Vector256.Create(p5[k]);
                    a5_0 = Fma.MultiplyAdd(w0, x5, a5_0);
                    a5_1 = Fma.MultiplyAdd(w1, x5, a5_1);
                    w += 16;
                    k++;
                }
                while (k < stop);
                run++;
            }
            while (run < end);

            if (call->IsLast & call->IsDirect)
            {
                Vector256<float> low = Vector256.Create(call->A);
                Vector256<float> high = Vector256.Create(call->B);
                int* output = call->OutputPixels + i;
                if (call->Residual != null)
                {
                    int* residuals = call->ResidualPixels + i;
                    float* r0 = call->Residual + (residuals[0] * call->ResidualStride);
                    a0_0 = Avx.Add(a0_0, Avx.LoadVector256(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 8));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx.Add(a1_0, Avx.LoadVector256(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 8));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx.Add(a2_0, Avx.LoadVector256(r2));
                    a2_1 = Avx.Add(a2_1, Avx.LoadVector256(r2 + 8));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx.Add(a3_0, Avx.LoadVector256(r3));
                    a3_1 = Avx.Add(a3_1, Avx.LoadVector256(r3 + 8));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx.Add(a4_0, Avx.LoadVector256(r4));
                    a4_1 = Avx.Add(a4_1, Avx.LoadVector256(r4 + 8));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx.Add(a5_0, Avx.LoadVector256(r5));
                    a5_1 = Avx.Add(a5_1, Avx.LoadVector256(r5 + 8));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx.Store(o0, Avx.Min(Avx.Max(a0_0, low), high));
                Avx.Store(o0 + 8, Avx.Min(Avx.Max(a0_1, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx.Store(o1, Avx.Min(Avx.Max(a1_0, low), high));
                Avx.Store(o1 + 8, Avx.Min(Avx.Max(a1_1, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx.Store(o2, Avx.Min(Avx.Max(a2_0, low), high));
                Avx.Store(o2 + 8, Avx.Min(Avx.Max(a2_1, low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx.Store(o3, Avx.Min(Avx.Max(a3_0, low), high));
                Avx.Store(o3 + 8, Avx.Min(Avx.Max(a3_1, low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx.Store(o4, Avx.Min(Avx.Max(a4_0, low), high));
                Avx.Store(o4 + 8, Avx.Min(Avx.Max(a4_1, low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx.Store(o5, Avx.Min(Avx.Max(a5_0, low), high));
                Avx.Store(o5 + 8, Avx.Min(Avx.Max(a5_1, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx.Store(t, a0_0);
                Avx.Store(t + 8, a0_1);
                Avx.Store(t + 16, a1_0);
                Avx.Store(t + 24, a1_1);
                Avx.Store(t + 32, a2_0);
                Avx.Store(t + 40, a2_1);
                Avx.Store(t + 48, a3_0);
                Avx.Store(t + 56, a3_1);
                Avx.Store(t + 64, a4_0);
                Avx.Store(t + 72, a4_1);
                Avx.Store(t + 80, a5_0);
                Avx.Store(t + 88, a5_1);
                if (call->IsLast)
                    call->Finish(call, i, 6);
            }

            if (partial != null)
                partial += 96;
        }
    }
}

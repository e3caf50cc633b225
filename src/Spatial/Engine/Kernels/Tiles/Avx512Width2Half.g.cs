// Written by eng/kernels/generate-tiles.py; change that instead.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Spatial.Engine.Kernels.Tiles;

/// <summary>Tiles of up to 8 pixels x 24 output channels.</summary>
internal static unsafe class Avx512Width2Half
{
    /// <summary>The tile for a number of pixels; null where there is none.</summary>
    public static delegate*<TileCall*, void> For(int pixels) => pixels switch
    {
        1 => &Tile1x2Half,
        2 => &Tile2x2Half,
        3 => &Tile3x2Half,
        4 => &Tile4x2Half,
        5 => &Tile5x2Half,
        6 => &Tile6x2Half,
        7 => &Tile7x2Half,
        8 => &Tile8x2Half,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x2Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 1)
        {
            Vector512<float> a0_0;
            Vector256<float> a0_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx.LoadVector256(bias + 16);
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx.LoadVector256(partial + 16);
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
                    Vector512<float> w0 = Avx512F.LoadVector512(w);
                    Vector256<float> w1 = Avx.LoadVector256(w + 16);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0.GetLower(), a0_1);
                    w += 32;
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
                    a0_0 = Avx512F.Add(a0_0, Avx512F.LoadVector512(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 16));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 1);
            }

            if (partial != null)
                partial += 32;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x2Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 2)
        {
            Vector512<float> a0_0;
            Vector256<float> a0_1;
            Vector512<float> a1_0;
            Vector256<float> a1_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx.LoadVector256(bias + 16);
                a1_0 = a0_0; a1_1 = a0_1;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx.LoadVector256(partial + 16);
                a1_0 = Avx512F.LoadVector512(partial + 32);
                a1_1 = Avx.LoadVector256(partial + 48);
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
                    Vector512<float> w0 = Avx512F.LoadVector512(w);
                    Vector256<float> w1 = Avx.LoadVector256(w + 16);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0.GetLower(), a0_1);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1.GetLower(), a1_1);
                    w += 32;
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
                    a0_0 = Avx512F.Add(a0_0, Avx512F.LoadVector512(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 16));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 16));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1.ToVector512());
                Avx512F.Store(t + 32, a1_0);
                Avx512F.Store(t + 48, a1_1.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 2);
            }

            if (partial != null)
                partial += 64;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile3x2Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 3)
        {
            Vector512<float> a0_0;
            Vector256<float> a0_1;
            Vector512<float> a1_0;
            Vector256<float> a1_1;
            Vector512<float> a2_0;
            Vector256<float> a2_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx.LoadVector256(bias + 16);
                a1_0 = a0_0; a1_1 = a0_1;
                a2_0 = a0_0; a2_1 = a0_1;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx.LoadVector256(partial + 16);
                a1_0 = Avx512F.LoadVector512(partial + 32);
                a1_1 = Avx.LoadVector256(partial + 48);
                a2_0 = Avx512F.LoadVector512(partial + 64);
                a2_1 = Avx.LoadVector256(partial + 80);
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
                    Vector512<float> w0 = Avx512F.LoadVector512(w);
                    Vector256<float> w1 = Avx.LoadVector256(w + 16);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0.GetLower(), a0_1);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1.GetLower(), a1_1);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Fma.MultiplyAdd(w1, x2.GetLower(), a2_1);
                    w += 32;
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
                    a0_0 = Avx512F.Add(a0_0, Avx512F.LoadVector512(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 16));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 16));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx.Add(a2_1, Avx.LoadVector256(r2 + 16));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1.ToVector512());
                Avx512F.Store(t + 32, a1_0);
                Avx512F.Store(t + 48, a1_1.ToVector512());
                Avx512F.Store(t + 64, a2_0);
                Avx512F.Store(t + 80, a2_1.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 3);
            }

            if (partial != null)
                partial += 96;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x2Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 4)
        {
            Vector512<float> a0_0;
            Vector256<float> a0_1;
            Vector512<float> a1_0;
            Vector256<float> a1_1;
            Vector512<float> a2_0;
            Vector256<float> a2_1;
            Vector512<float> a3_0;
            Vector256<float> a3_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx.LoadVector256(bias + 16);
                a1_0 = a0_0; a1_1 = a0_1;
                a2_0 = a0_0; a2_1 = a0_1;
                a3_0 = a0_0; a3_1 = a0_1;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx.LoadVector256(partial + 16);
                a1_0 = Avx512F.LoadVector512(partial + 32);
                a1_1 = Avx.LoadVector256(partial + 48);
                a2_0 = Avx512F.LoadVector512(partial + 64);
                a2_1 = Avx.LoadVector256(partial + 80);
                a3_0 = Avx512F.LoadVector512(partial + 96);
                a3_1 = Avx.LoadVector256(partial + 112);
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
                    Vector512<float> w0 = Avx512F.LoadVector512(w);
                    Vector256<float> w1 = Avx.LoadVector256(w + 16);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0.GetLower(), a0_1);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1.GetLower(), a1_1);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Fma.MultiplyAdd(w1, x2.GetLower(), a2_1);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Fma.MultiplyAdd(w1, x3.GetLower(), a3_1);
                    w += 32;
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
                    a0_0 = Avx512F.Add(a0_0, Avx512F.LoadVector512(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 16));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 16));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx.Add(a2_1, Avx.LoadVector256(r2 + 16));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx.Add(a3_1, Avx.LoadVector256(r3 + 16));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1.ToVector512());
                Avx512F.Store(t + 32, a1_0);
                Avx512F.Store(t + 48, a1_1.ToVector512());
                Avx512F.Store(t + 64, a2_0);
                Avx512F.Store(t + 80, a2_1.ToVector512());
                Avx512F.Store(t + 96, a3_0);
                Avx512F.Store(t + 112, a3_1.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 4);
            }

            if (partial != null)
                partial += 128;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile5x2Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 5)
        {
            Vector512<float> a0_0;
            Vector256<float> a0_1;
            Vector512<float> a1_0;
            Vector256<float> a1_1;
            Vector512<float> a2_0;
            Vector256<float> a2_1;
            Vector512<float> a3_0;
            Vector256<float> a3_1;
            Vector512<float> a4_0;
            Vector256<float> a4_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx.LoadVector256(bias + 16);
                a1_0 = a0_0; a1_1 = a0_1;
                a2_0 = a0_0; a2_1 = a0_1;
                a3_0 = a0_0; a3_1 = a0_1;
                a4_0 = a0_0; a4_1 = a0_1;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx.LoadVector256(partial + 16);
                a1_0 = Avx512F.LoadVector512(partial + 32);
                a1_1 = Avx.LoadVector256(partial + 48);
                a2_0 = Avx512F.LoadVector512(partial + 64);
                a2_1 = Avx.LoadVector256(partial + 80);
                a3_0 = Avx512F.LoadVector512(partial + 96);
                a3_1 = Avx.LoadVector256(partial + 112);
                a4_0 = Avx512F.LoadVector512(partial + 128);
                a4_1 = Avx.LoadVector256(partial + 144);
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
                    Vector512<float> w0 = Avx512F.LoadVector512(w);
                    Vector256<float> w1 = Avx.LoadVector256(w + 16);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0.GetLower(), a0_1);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1.GetLower(), a1_1);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Fma.MultiplyAdd(w1, x2.GetLower(), a2_1);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Fma.MultiplyAdd(w1, x3.GetLower(), a3_1);
                    Vector512<float> x4 = Vector512.Create(p4[k]);
                    a4_0 = Avx512F.FusedMultiplyAdd(w0, x4, a4_0);
                    a4_1 = Fma.MultiplyAdd(w1, x4.GetLower(), a4_1);
                    w += 32;
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
                    a0_0 = Avx512F.Add(a0_0, Avx512F.LoadVector512(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 16));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 16));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx.Add(a2_1, Avx.LoadVector256(r2 + 16));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx.Add(a3_1, Avx.LoadVector256(r3 + 16));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx512F.Add(a4_0, Avx512F.LoadVector512(r4));
                    a4_1 = Avx.Add(a4_1, Avx.LoadVector256(r4 + 16));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0, low), high));
                Avx512F.Store(o4 + 16, Avx512F.Min(Avx512F.Max(a4_1.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1.ToVector512());
                Avx512F.Store(t + 32, a1_0);
                Avx512F.Store(t + 48, a1_1.ToVector512());
                Avx512F.Store(t + 64, a2_0);
                Avx512F.Store(t + 80, a2_1.ToVector512());
                Avx512F.Store(t + 96, a3_0);
                Avx512F.Store(t + 112, a3_1.ToVector512());
                Avx512F.Store(t + 128, a4_0);
                Avx512F.Store(t + 144, a4_1.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 5);
            }

            if (partial != null)
                partial += 160;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x2Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 6)
        {
            Vector512<float> a0_0;
            Vector256<float> a0_1;
            Vector512<float> a1_0;
            Vector256<float> a1_1;
            Vector512<float> a2_0;
            Vector256<float> a2_1;
            Vector512<float> a3_0;
            Vector256<float> a3_1;
            Vector512<float> a4_0;
            Vector256<float> a4_1;
            Vector512<float> a5_0;
            Vector256<float> a5_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx.LoadVector256(bias + 16);
                a1_0 = a0_0; a1_1 = a0_1;
                a2_0 = a0_0; a2_1 = a0_1;
                a3_0 = a0_0; a3_1 = a0_1;
                a4_0 = a0_0; a4_1 = a0_1;
                a5_0 = a0_0; a5_1 = a0_1;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx.LoadVector256(partial + 16);
                a1_0 = Avx512F.LoadVector512(partial + 32);
                a1_1 = Avx.LoadVector256(partial + 48);
                a2_0 = Avx512F.LoadVector512(partial + 64);
                a2_1 = Avx.LoadVector256(partial + 80);
                a3_0 = Avx512F.LoadVector512(partial + 96);
                a3_1 = Avx.LoadVector256(partial + 112);
                a4_0 = Avx512F.LoadVector512(partial + 128);
                a4_1 = Avx.LoadVector256(partial + 144);
                a5_0 = Avx512F.LoadVector512(partial + 160);
                a5_1 = Avx.LoadVector256(partial + 176);
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
                    Vector512<float> w0 = Avx512F.LoadVector512(w);
                    Vector256<float> w1 = Avx.LoadVector256(w + 16);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0.GetLower(), a0_1);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1.GetLower(), a1_1);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Fma.MultiplyAdd(w1, x2.GetLower(), a2_1);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Fma.MultiplyAdd(w1, x3.GetLower(), a3_1);
                    Vector512<float> x4 = Vector512.Create(p4[k]);
                    a4_0 = Avx512F.FusedMultiplyAdd(w0, x4, a4_0);
                    a4_1 = Fma.MultiplyAdd(w1, x4.GetLower(), a4_1);
                    Vector512<float> x5 = Vector512.Create(p5[k]);
                    a5_0 = Avx512F.FusedMultiplyAdd(w0, x5, a5_0);
                    a5_1 = Fma.MultiplyAdd(w1, x5.GetLower(), a5_1);
                    w += 32;
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
                    a0_0 = Avx512F.Add(a0_0, Avx512F.LoadVector512(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 16));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 16));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx.Add(a2_1, Avx.LoadVector256(r2 + 16));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx.Add(a3_1, Avx.LoadVector256(r3 + 16));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx512F.Add(a4_0, Avx512F.LoadVector512(r4));
                    a4_1 = Avx.Add(a4_1, Avx.LoadVector256(r4 + 16));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx512F.Add(a5_0, Avx512F.LoadVector512(r5));
                    a5_1 = Avx.Add(a5_1, Avx.LoadVector256(r5 + 16));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0, low), high));
                Avx512F.Store(o4 + 16, Avx512F.Min(Avx512F.Max(a4_1.ToVector512(), low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0, low), high));
                Avx512F.Store(o5 + 16, Avx512F.Min(Avx512F.Max(a5_1.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1.ToVector512());
                Avx512F.Store(t + 32, a1_0);
                Avx512F.Store(t + 48, a1_1.ToVector512());
                Avx512F.Store(t + 64, a2_0);
                Avx512F.Store(t + 80, a2_1.ToVector512());
                Avx512F.Store(t + 96, a3_0);
                Avx512F.Store(t + 112, a3_1.ToVector512());
                Avx512F.Store(t + 128, a4_0);
                Avx512F.Store(t + 144, a4_1.ToVector512());
                Avx512F.Store(t + 160, a5_0);
                Avx512F.Store(t + 176, a5_1.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 6);
            }

            if (partial != null)
                partial += 192;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile7x2Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 7)
        {
            Vector512<float> a0_0;
            Vector256<float> a0_1;
            Vector512<float> a1_0;
            Vector256<float> a1_1;
            Vector512<float> a2_0;
            Vector256<float> a2_1;
            Vector512<float> a3_0;
            Vector256<float> a3_1;
            Vector512<float> a4_0;
            Vector256<float> a4_1;
            Vector512<float> a5_0;
            Vector256<float> a5_1;
            Vector512<float> a6_0;
            Vector256<float> a6_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx.LoadVector256(bias + 16);
                a1_0 = a0_0; a1_1 = a0_1;
                a2_0 = a0_0; a2_1 = a0_1;
                a3_0 = a0_0; a3_1 = a0_1;
                a4_0 = a0_0; a4_1 = a0_1;
                a5_0 = a0_0; a5_1 = a0_1;
                a6_0 = a0_0; a6_1 = a0_1;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx.LoadVector256(partial + 16);
                a1_0 = Avx512F.LoadVector512(partial + 32);
                a1_1 = Avx.LoadVector256(partial + 48);
                a2_0 = Avx512F.LoadVector512(partial + 64);
                a2_1 = Avx.LoadVector256(partial + 80);
                a3_0 = Avx512F.LoadVector512(partial + 96);
                a3_1 = Avx.LoadVector256(partial + 112);
                a4_0 = Avx512F.LoadVector512(partial + 128);
                a4_1 = Avx.LoadVector256(partial + 144);
                a5_0 = Avx512F.LoadVector512(partial + 160);
                a5_1 = Avx.LoadVector256(partial + 176);
                a6_0 = Avx512F.LoadVector512(partial + 192);
                a6_1 = Avx.LoadVector256(partial + 208);
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
                    Vector512<float> w0 = Avx512F.LoadVector512(w);
                    Vector256<float> w1 = Avx.LoadVector256(w + 16);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0.GetLower(), a0_1);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1.GetLower(), a1_1);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Fma.MultiplyAdd(w1, x2.GetLower(), a2_1);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Fma.MultiplyAdd(w1, x3.GetLower(), a3_1);
                    Vector512<float> x4 = Vector512.Create(p4[k]);
                    a4_0 = Avx512F.FusedMultiplyAdd(w0, x4, a4_0);
                    a4_1 = Fma.MultiplyAdd(w1, x4.GetLower(), a4_1);
                    Vector512<float> x5 = Vector512.Create(p5[k]);
                    a5_0 = Avx512F.FusedMultiplyAdd(w0, x5, a5_0);
                    a5_1 = Fma.MultiplyAdd(w1, x5.GetLower(), a5_1);
                    Vector512<float> x6 = Vector512.Create(p6[k]);
                    a6_0 = Avx512F.FusedMultiplyAdd(w0, x6, a6_0);
                    a6_1 = Fma.MultiplyAdd(w1, x6.GetLower(), a6_1);
                    w += 32;
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
                    a0_0 = Avx512F.Add(a0_0, Avx512F.LoadVector512(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 16));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 16));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx.Add(a2_1, Avx.LoadVector256(r2 + 16));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx.Add(a3_1, Avx.LoadVector256(r3 + 16));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx512F.Add(a4_0, Avx512F.LoadVector512(r4));
                    a4_1 = Avx.Add(a4_1, Avx.LoadVector256(r4 + 16));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx512F.Add(a5_0, Avx512F.LoadVector512(r5));
                    a5_1 = Avx.Add(a5_1, Avx.LoadVector256(r5 + 16));
                    float* r6 = call->Residual + (residuals[6] * call->ResidualStride);
                    a6_0 = Avx512F.Add(a6_0, Avx512F.LoadVector512(r6));
                    a6_1 = Avx.Add(a6_1, Avx.LoadVector256(r6 + 16));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0, low), high));
                Avx512F.Store(o4 + 16, Avx512F.Min(Avx512F.Max(a4_1.ToVector512(), low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0, low), high));
                Avx512F.Store(o5 + 16, Avx512F.Min(Avx512F.Max(a5_1.ToVector512(), low), high));
                float* o6 = call->Output + (output[6] * call->OutputStride);
                Avx512F.Store(o6, Avx512F.Min(Avx512F.Max(a6_0, low), high));
                Avx512F.Store(o6 + 16, Avx512F.Min(Avx512F.Max(a6_1.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1.ToVector512());
                Avx512F.Store(t + 32, a1_0);
                Avx512F.Store(t + 48, a1_1.ToVector512());
                Avx512F.Store(t + 64, a2_0);
                Avx512F.Store(t + 80, a2_1.ToVector512());
                Avx512F.Store(t + 96, a3_0);
                Avx512F.Store(t + 112, a3_1.ToVector512());
                Avx512F.Store(t + 128, a4_0);
                Avx512F.Store(t + 144, a4_1.ToVector512());
                Avx512F.Store(t + 160, a5_0);
                Avx512F.Store(t + 176, a5_1.ToVector512());
                Avx512F.Store(t + 192, a6_0);
                Avx512F.Store(t + 208, a6_1.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 7);
            }

            if (partial != null)
                partial += 224;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x2Half(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 8)
        {
            Vector512<float> a0_0;
            Vector256<float> a0_1;
            Vector512<float> a1_0;
            Vector256<float> a1_1;
            Vector512<float> a2_0;
            Vector256<float> a2_1;
            Vector512<float> a3_0;
            Vector256<float> a3_1;
            Vector512<float> a4_0;
            Vector256<float> a4_1;
            Vector512<float> a5_0;
            Vector256<float> a5_1;
            Vector512<float> a6_0;
            Vector256<float> a6_1;
            Vector512<float> a7_0;
            Vector256<float> a7_1;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx.LoadVector256(bias + 16);
                a1_0 = a0_0; a1_1 = a0_1;
                a2_0 = a0_0; a2_1 = a0_1;
                a3_0 = a0_0; a3_1 = a0_1;
                a4_0 = a0_0; a4_1 = a0_1;
                a5_0 = a0_0; a5_1 = a0_1;
                a6_0 = a0_0; a6_1 = a0_1;
                a7_0 = a0_0; a7_1 = a0_1;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx.LoadVector256(partial + 16);
                a1_0 = Avx512F.LoadVector512(partial + 32);
                a1_1 = Avx.LoadVector256(partial + 48);
                a2_0 = Avx512F.LoadVector512(partial + 64);
                a2_1 = Avx.LoadVector256(partial + 80);
                a3_0 = Avx512F.LoadVector512(partial + 96);
                a3_1 = Avx.LoadVector256(partial + 112);
                a4_0 = Avx512F.LoadVector512(partial + 128);
                a4_1 = Avx.LoadVector256(partial + 144);
                a5_0 = Avx512F.LoadVector512(partial + 160);
                a5_1 = Avx.LoadVector256(partial + 176);
                a6_0 = Avx512F.LoadVector512(partial + 192);
                a6_1 = Avx.LoadVector256(partial + 208);
                a7_0 = Avx512F.LoadVector512(partial + 224);
                a7_1 = Avx.LoadVector256(partial + 240);
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
                    Vector512<float> w0 = Avx512F.LoadVector512(w);
                    Vector256<float> w1 = Avx.LoadVector256(w + 16);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Fma.MultiplyAdd(w1, x0.GetLower(), a0_1);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Fma.MultiplyAdd(w1, x1.GetLower(), a1_1);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Fma.MultiplyAdd(w1, x2.GetLower(), a2_1);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Fma.MultiplyAdd(w1, x3.GetLower(), a3_1);
                    Vector512<float> x4 = Vector512.Create(p4[k]);
                    a4_0 = Avx512F.FusedMultiplyAdd(w0, x4, a4_0);
                    a4_1 = Fma.MultiplyAdd(w1, x4.GetLower(), a4_1);
                    Vector512<float> x5 = Vector512.Create(p5[k]);
                    a5_0 = Avx512F.FusedMultiplyAdd(w0, x5, a5_0);
                    a5_1 = Fma.MultiplyAdd(w1, x5.GetLower(), a5_1);
                    Vector512<float> x6 = Vector512.Create(p6[k]);
                    a6_0 = Avx512F.FusedMultiplyAdd(w0, x6, a6_0);
                    a6_1 = Fma.MultiplyAdd(w1, x6.GetLower(), a6_1);
                    Vector512<float> x7 = Vector512.Create(p7[k]);
                    a7_0 = Avx512F.FusedMultiplyAdd(w0, x7, a7_0);
                    a7_1 = Fma.MultiplyAdd(w1, x7.GetLower(), a7_1);
                    w += 32;
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
                    a0_0 = Avx512F.Add(a0_0, Avx512F.LoadVector512(r0));
                    a0_1 = Avx.Add(a0_1, Avx.LoadVector256(r0 + 16));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx.Add(a1_1, Avx.LoadVector256(r1 + 16));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx.Add(a2_1, Avx.LoadVector256(r2 + 16));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx.Add(a3_1, Avx.LoadVector256(r3 + 16));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx512F.Add(a4_0, Avx512F.LoadVector512(r4));
                    a4_1 = Avx.Add(a4_1, Avx.LoadVector256(r4 + 16));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx512F.Add(a5_0, Avx512F.LoadVector512(r5));
                    a5_1 = Avx.Add(a5_1, Avx.LoadVector256(r5 + 16));
                    float* r6 = call->Residual + (residuals[6] * call->ResidualStride);
                    a6_0 = Avx512F.Add(a6_0, Avx512F.LoadVector512(r6));
                    a6_1 = Avx.Add(a6_1, Avx.LoadVector256(r6 + 16));
                    float* r7 = call->Residual + (residuals[7] * call->ResidualStride);
                    a7_0 = Avx512F.Add(a7_0, Avx512F.LoadVector512(r7));
                    a7_1 = Avx.Add(a7_1, Avx.LoadVector256(r7 + 16));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1.ToVector512(), low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1.ToVector512(), low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1.ToVector512(), low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1.ToVector512(), low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0, low), high));
                Avx512F.Store(o4 + 16, Avx512F.Min(Avx512F.Max(a4_1.ToVector512(), low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0, low), high));
                Avx512F.Store(o5 + 16, Avx512F.Min(Avx512F.Max(a5_1.ToVector512(), low), high));
                float* o6 = call->Output + (output[6] * call->OutputStride);
                Avx512F.Store(o6, Avx512F.Min(Avx512F.Max(a6_0, low), high));
                Avx512F.Store(o6 + 16, Avx512F.Min(Avx512F.Max(a6_1.ToVector512(), low), high));
                float* o7 = call->Output + (output[7] * call->OutputStride);
                Avx512F.Store(o7, Avx512F.Min(Avx512F.Max(a7_0, low), high));
                Avx512F.Store(o7 + 16, Avx512F.Min(Avx512F.Max(a7_1.ToVector512(), low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1.ToVector512());
                Avx512F.Store(t + 32, a1_0);
                Avx512F.Store(t + 48, a1_1.ToVector512());
                Avx512F.Store(t + 64, a2_0);
                Avx512F.Store(t + 80, a2_1.ToVector512());
                Avx512F.Store(t + 96, a3_0);
                Avx512F.Store(t + 112, a3_1.ToVector512());
                Avx512F.Store(t + 128, a4_0);
                Avx512F.Store(t + 144, a4_1.ToVector512());
                Avx512F.Store(t + 160, a5_0);
                Avx512F.Store(t + 176, a5_1.ToVector512());
                Avx512F.Store(t + 192, a6_0);
                Avx512F.Store(t + 208, a6_1.ToVector512());
                Avx512F.Store(t + 224, a7_0);
                Avx512F.Store(t + 240, a7_1.ToVector512());
                if (call->IsLast)
                    call->Finish(call, i, 8);
            }

            if (partial != null)
                partial += 256;
        }
    }
}

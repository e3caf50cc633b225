// Written by eng/kernels/generate-tiles.py; change that instead.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Spatial.Engine.Kernels.Tiles;

/// <summary>Tiles of up to 5 pixels x 80 output channels.</summary>
internal static unsafe class Avx512Width5
{
    /// <summary>The tile for a number of pixels; null where there is none.</summary>
    public static delegate*<TileCall*, void> For(int pixels) => pixels switch
    {
        1 => &Tile1x5,
        2 => &Tile2x5,
        3 => &Tile3x5,
        4 => &Tile4x5,
        5 => &Tile5x5,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x5(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 1)
        {
            Vector512<float> a0_0, a0_1, a0_2, a0_3, a0_4;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a0_3 = Avx512F.LoadVector512(bias + 48);
                a0_4 = Avx512F.LoadVector512(bias + 64);
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a0_3 = Avx512F.LoadVector512(partial + 48);
                a0_4 = Avx512F.LoadVector512(partial + 64);
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
                    Vector512<float> w1 = Avx512F.LoadVector512(w + 16);
                    Vector512<float> w2 = Avx512F.LoadVector512(w + 32);
                    Vector512<float> w3 = Avx512F.LoadVector512(w + 48);
                    Vector512<float> w4 = Avx512F.LoadVector512(w + 64);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Sse.Prefetch1(w + 16432);
                    Sse.Prefetch1(w + 16448);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    a0_3 = Avx512F.FusedMultiplyAdd(w3, x0, a0_3);
                    a0_4 = Avx512F.FusedMultiplyAdd(w4, x0, a0_4);
                    w += 80;
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
                    a0_1 = Avx512F.Add(a0_1, Avx512F.LoadVector512(r0 + 16));
                    a0_2 = Avx512F.Add(a0_2, Avx512F.LoadVector512(r0 + 32));
                    a0_3 = Avx512F.Add(a0_3, Avx512F.LoadVector512(r0 + 48));
                    a0_4 = Avx512F.Add(a0_4, Avx512F.LoadVector512(r0 + 64));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                Avx512F.Store(o0 + 48, Avx512F.Min(Avx512F.Max(a0_3, low), high));
                Avx512F.Store(o0 + 64, Avx512F.Min(Avx512F.Max(a0_4, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a0_3);
                Avx512F.Store(t + 64, a0_4);
                if (call->IsLast)
                    call->Finish(call, i, 1);
            }

            if (partial != null)
                partial += 80;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x5(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 2)
        {
            Vector512<float> a0_0, a0_1, a0_2, a0_3, a0_4;
            Vector512<float> a1_0, a1_1, a1_2, a1_3, a1_4;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a0_3 = Avx512F.LoadVector512(bias + 48);
                a0_4 = Avx512F.LoadVector512(bias + 64);
                a1_0 = a0_0; a1_1 = a0_1; a1_2 = a0_2; a1_3 = a0_3; a1_4 = a0_4;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a0_3 = Avx512F.LoadVector512(partial + 48);
                a0_4 = Avx512F.LoadVector512(partial + 64);
                a1_0 = Avx512F.LoadVector512(partial + 80);
                a1_1 = Avx512F.LoadVector512(partial + 96);
                a1_2 = Avx512F.LoadVector512(partial + 112);
                a1_3 = Avx512F.LoadVector512(partial + 128);
                a1_4 = Avx512F.LoadVector512(partial + 144);
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
                    Vector512<float> w1 = Avx512F.LoadVector512(w + 16);
                    Vector512<float> w2 = Avx512F.LoadVector512(w + 32);
                    Vector512<float> w3 = Avx512F.LoadVector512(w + 48);
                    Vector512<float> w4 = Avx512F.LoadVector512(w + 64);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Sse.Prefetch1(w + 16432);
                    Sse.Prefetch1(w + 16448);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    a0_3 = Avx512F.FusedMultiplyAdd(w3, x0, a0_3);
                    a0_4 = Avx512F.FusedMultiplyAdd(w4, x0, a0_4);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Avx512F.FusedMultiplyAdd(w1, x1, a1_1);
                    a1_2 = Avx512F.FusedMultiplyAdd(w2, x1, a1_2);
                    a1_3 = Avx512F.FusedMultiplyAdd(w3, x1, a1_3);
                    a1_4 = Avx512F.FusedMultiplyAdd(w4, x1, a1_4);
                    w += 80;
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
                    a0_1 = Avx512F.Add(a0_1, Avx512F.LoadVector512(r0 + 16));
                    a0_2 = Avx512F.Add(a0_2, Avx512F.LoadVector512(r0 + 32));
                    a0_3 = Avx512F.Add(a0_3, Avx512F.LoadVector512(r0 + 48));
                    a0_4 = Avx512F.Add(a0_4, Avx512F.LoadVector512(r0 + 64));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx512F.Add(a1_1, Avx512F.LoadVector512(r1 + 16));
                    a1_2 = Avx512F.Add(a1_2, Avx512F.LoadVector512(r1 + 32));
                    a1_3 = Avx512F.Add(a1_3, Avx512F.LoadVector512(r1 + 48));
                    a1_4 = Avx512F.Add(a1_4, Avx512F.LoadVector512(r1 + 64));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                Avx512F.Store(o0 + 48, Avx512F.Min(Avx512F.Max(a0_3, low), high));
                Avx512F.Store(o0 + 64, Avx512F.Min(Avx512F.Max(a0_4, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1, low), high));
                Avx512F.Store(o1 + 32, Avx512F.Min(Avx512F.Max(a1_2, low), high));
                Avx512F.Store(o1 + 48, Avx512F.Min(Avx512F.Max(a1_3, low), high));
                Avx512F.Store(o1 + 64, Avx512F.Min(Avx512F.Max(a1_4, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a0_3);
                Avx512F.Store(t + 64, a0_4);
                Avx512F.Store(t + 80, a1_0);
                Avx512F.Store(t + 96, a1_1);
                Avx512F.Store(t + 112, a1_2);
                Avx512F.Store(t + 128, a1_3);
                Avx512F.Store(t + 144, a1_4);
                if (call->IsLast)
                    call->Finish(call, i, 2);
            }

            if (partial != null)
                partial += 160;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile3x5(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 3)
        {
            Vector512<float> a0_0, a0_1, a0_2, a0_3, a0_4;
            Vector512<float> a1_0, a1_1, a1_2, a1_3, a1_4;
            Vector512<float> a2_0, a2_1, a2_2, a2_3, a2_4;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a0_3 = Avx512F.LoadVector512(bias + 48);
                a0_4 = Avx512F.LoadVector512(bias + 64);
                a1_0 = a0_0; a1_1 = a0_1; a1_2 = a0_2; a1_3 = a0_3; a1_4 = a0_4;
                a2_0 = a0_0; a2_1 = a0_1; a2_2 = a0_2; a2_3 = a0_3; a2_4 = a0_4;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a0_3 = Avx512F.LoadVector512(partial + 48);
                a0_4 = Avx512F.LoadVector512(partial + 64);
                a1_0 = Avx512F.LoadVector512(partial + 80);
                a1_1 = Avx512F.LoadVector512(partial + 96);
                a1_2 = Avx512F.LoadVector512(partial + 112);
                a1_3 = Avx512F.LoadVector512(partial + 128);
                a1_4 = Avx512F.LoadVector512(partial + 144);
                a2_0 = Avx512F.LoadVector512(partial + 160);
                a2_1 = Avx512F.LoadVector512(partial + 176);
                a2_2 = Avx512F.LoadVector512(partial + 192);
                a2_3 = Avx512F.LoadVector512(partial + 208);
                a2_4 = Avx512F.LoadVector512(partial + 224);
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
                    Vector512<float> w1 = Avx512F.LoadVector512(w + 16);
                    Vector512<float> w2 = Avx512F.LoadVector512(w + 32);
                    Vector512<float> w3 = Avx512F.LoadVector512(w + 48);
                    Vector512<float> w4 = Avx512F.LoadVector512(w + 64);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Sse.Prefetch1(w + 16432);
                    Sse.Prefetch1(w + 16448);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    a0_3 = Avx512F.FusedMultiplyAdd(w3, x0, a0_3);
                    a0_4 = Avx512F.FusedMultiplyAdd(w4, x0, a0_4);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Avx512F.FusedMultiplyAdd(w1, x1, a1_1);
                    a1_2 = Avx512F.FusedMultiplyAdd(w2, x1, a1_2);
                    a1_3 = Avx512F.FusedMultiplyAdd(w3, x1, a1_3);
                    a1_4 = Avx512F.FusedMultiplyAdd(w4, x1, a1_4);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Avx512F.FusedMultiplyAdd(w1, x2, a2_1);
                    a2_2 = Avx512F.FusedMultiplyAdd(w2, x2, a2_2);
                    a2_3 = Avx512F.FusedMultiplyAdd(w3, x2, a2_3);
                    a2_4 = Avx512F.FusedMultiplyAdd(w4, x2, a2_4);
                    w += 80;
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
                    a0_1 = Avx512F.Add(a0_1, Avx512F.LoadVector512(r0 + 16));
                    a0_2 = Avx512F.Add(a0_2, Avx512F.LoadVector512(r0 + 32));
                    a0_3 = Avx512F.Add(a0_3, Avx512F.LoadVector512(r0 + 48));
                    a0_4 = Avx512F.Add(a0_4, Avx512F.LoadVector512(r0 + 64));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx512F.Add(a1_1, Avx512F.LoadVector512(r1 + 16));
                    a1_2 = Avx512F.Add(a1_2, Avx512F.LoadVector512(r1 + 32));
                    a1_3 = Avx512F.Add(a1_3, Avx512F.LoadVector512(r1 + 48));
                    a1_4 = Avx512F.Add(a1_4, Avx512F.LoadVector512(r1 + 64));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx512F.Add(a2_1, Avx512F.LoadVector512(r2 + 16));
                    a2_2 = Avx512F.Add(a2_2, Avx512F.LoadVector512(r2 + 32));
                    a2_3 = Avx512F.Add(a2_3, Avx512F.LoadVector512(r2 + 48));
                    a2_4 = Avx512F.Add(a2_4, Avx512F.LoadVector512(r2 + 64));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                Avx512F.Store(o0 + 48, Avx512F.Min(Avx512F.Max(a0_3, low), high));
                Avx512F.Store(o0 + 64, Avx512F.Min(Avx512F.Max(a0_4, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1, low), high));
                Avx512F.Store(o1 + 32, Avx512F.Min(Avx512F.Max(a1_2, low), high));
                Avx512F.Store(o1 + 48, Avx512F.Min(Avx512F.Max(a1_3, low), high));
                Avx512F.Store(o1 + 64, Avx512F.Min(Avx512F.Max(a1_4, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1, low), high));
                Avx512F.Store(o2 + 32, Avx512F.Min(Avx512F.Max(a2_2, low), high));
                Avx512F.Store(o2 + 48, Avx512F.Min(Avx512F.Max(a2_3, low), high));
                Avx512F.Store(o2 + 64, Avx512F.Min(Avx512F.Max(a2_4, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a0_3);
                Avx512F.Store(t + 64, a0_4);
                Avx512F.Store(t + 80, a1_0);
                Avx512F.Store(t + 96, a1_1);
                Avx512F.Store(t + 112, a1_2);
                Avx512F.Store(t + 128, a1_3);
                Avx512F.Store(t + 144, a1_4);
                Avx512F.Store(t + 160, a2_0);
                Avx512F.Store(t + 176, a2_1);
                Avx512F.Store(t + 192, a2_2);
                Avx512F.Store(t + 208, a2_3);
                Avx512F.Store(t + 224, a2_4);
                if (call->IsLast)
                    call->Finish(call, i, 3);
            }

            if (partial != null)
                partial += 240;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x5(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 4)
        {
            Vector512<float> a0_0, a0_1, a0_2, a0_3, a0_4;
            Vector512<float> a1_0, a1_1, a1_2, a1_3, a1_4;
            Vector512<float> a2_0, a2_1, a2_2, a2_3, a2_4;
            Vector512<float> a3_0, a3_1, a3_2, a3_3, a3_4;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a0_3 = Avx512F.LoadVector512(bias + 48);
                a0_4 = Avx512F.LoadVector512(bias + 64);
                a1_0 = a0_0; a1_1 = a0_1; a1_2 = a0_2; a1_3 = a0_3; a1_4 = a0_4;
                a2_0 = a0_0; a2_1 = a0_1; a2_2 = a0_2; a2_3 = a0_3; a2_4 = a0_4;
                a3_0 = a0_0; a3_1 = a0_1; a3_2 = a0_2; a3_3 = a0_3; a3_4 = a0_4;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a0_3 = Avx512F.LoadVector512(partial + 48);
                a0_4 = Avx512F.LoadVector512(partial + 64);
                a1_0 = Avx512F.LoadVector512(partial + 80);
                a1_1 = Avx512F.LoadVector512(partial + 96);
                a1_2 = Avx512F.LoadVector512(partial + 112);
                a1_3 = Avx512F.LoadVector512(partial + 128);
                a1_4 = Avx512F.LoadVector512(partial + 144);
                a2_0 = Avx512F.LoadVector512(partial + 160);
                a2_1 = Avx512F.LoadVector512(partial + 176);
                a2_2 = Avx512F.LoadVector512(partial + 192);
                a2_3 = Avx512F.LoadVector512(partial + 208);
                a2_4 = Avx512F.LoadVector512(partial + 224);
                a3_0 = Avx512F.LoadVector512(partial + 240);
                a3_1 = Avx512F.LoadVector512(partial + 256);
                a3_2 = Avx512F.LoadVector512(partial + 272);
                a3_3 = Avx512F.LoadVector512(partial + 288);
                a3_4 = Avx512F.LoadVector512(partial + 304);
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
                    Vector512<float> w1 = Avx512F.LoadVector512(w + 16);
                    Vector512<float> w2 = Avx512F.LoadVector512(w + 32);
                    Vector512<float> w3 = Avx512F.LoadVector512(w + 48);
                    Vector512<float> w4 = Avx512F.LoadVector512(w + 64);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Sse.Prefetch1(w + 16432);
                    Sse.Prefetch1(w + 16448);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    a0_3 = Avx512F.FusedMultiplyAdd(w3, x0, a0_3);
                    a0_4 = Avx512F.FusedMultiplyAdd(w4, x0, a0_4);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Avx512F.FusedMultiplyAdd(w1, x1, a1_1);
                    a1_2 = Avx512F.FusedMultiplyAdd(w2, x1, a1_2);
                    a1_3 = Avx512F.FusedMultiplyAdd(w3, x1, a1_3);
                    a1_4 = Avx512F.FusedMultiplyAdd(w4, x1, a1_4);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Avx512F.FusedMultiplyAdd(w1, x2, a2_1);
                    a2_2 = Avx512F.FusedMultiplyAdd(w2, x2, a2_2);
                    a2_3 = Avx512F.FusedMultiplyAdd(w3, x2, a2_3);
                    a2_4 = Avx512F.FusedMultiplyAdd(w4, x2, a2_4);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Avx512F.FusedMultiplyAdd(w1, x3, a3_1);
                    a3_2 = Avx512F.FusedMultiplyAdd(w2, x3, a3_2);
                    a3_3 = Avx512F.FusedMultiplyAdd(w3, x3, a3_3);
                    a3_4 = Avx512F.FusedMultiplyAdd(w4, x3, a3_4);
                    w += 80;
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
                    a0_1 = Avx512F.Add(a0_1, Avx512F.LoadVector512(r0 + 16));
                    a0_2 = Avx512F.Add(a0_2, Avx512F.LoadVector512(r0 + 32));
                    a0_3 = Avx512F.Add(a0_3, Avx512F.LoadVector512(r0 + 48));
                    a0_4 = Avx512F.Add(a0_4, Avx512F.LoadVector512(r0 + 64));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx512F.Add(a1_1, Avx512F.LoadVector512(r1 + 16));
                    a1_2 = Avx512F.Add(a1_2, Avx512F.LoadVector512(r1 + 32));
                    a1_3 = Avx512F.Add(a1_3, Avx512F.LoadVector512(r1 + 48));
                    a1_4 = Avx512F.Add(a1_4, Avx512F.LoadVector512(r1 + 64));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx512F.Add(a2_1, Avx512F.LoadVector512(r2 + 16));
                    a2_2 = Avx512F.Add(a2_2, Avx512F.LoadVector512(r2 + 32));
                    a2_3 = Avx512F.Add(a2_3, Avx512F.LoadVector512(r2 + 48));
                    a2_4 = Avx512F.Add(a2_4, Avx512F.LoadVector512(r2 + 64));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx512F.Add(a3_1, Avx512F.LoadVector512(r3 + 16));
                    a3_2 = Avx512F.Add(a3_2, Avx512F.LoadVector512(r3 + 32));
                    a3_3 = Avx512F.Add(a3_3, Avx512F.LoadVector512(r3 + 48));
                    a3_4 = Avx512F.Add(a3_4, Avx512F.LoadVector512(r3 + 64));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                Avx512F.Store(o0 + 48, Avx512F.Min(Avx512F.Max(a0_3, low), high));
                Avx512F.Store(o0 + 64, Avx512F.Min(Avx512F.Max(a0_4, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1, low), high));
                Avx512F.Store(o1 + 32, Avx512F.Min(Avx512F.Max(a1_2, low), high));
                Avx512F.Store(o1 + 48, Avx512F.Min(Avx512F.Max(a1_3, low), high));
                Avx512F.Store(o1 + 64, Avx512F.Min(Avx512F.Max(a1_4, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1, low), high));
                Avx512F.Store(o2 + 32, Avx512F.Min(Avx512F.Max(a2_2, low), high));
                Avx512F.Store(o2 + 48, Avx512F.Min(Avx512F.Max(a2_3, low), high));
                Avx512F.Store(o2 + 64, Avx512F.Min(Avx512F.Max(a2_4, low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1, low), high));
                Avx512F.Store(o3 + 32, Avx512F.Min(Avx512F.Max(a3_2, low), high));
                Avx512F.Store(o3 + 48, Avx512F.Min(Avx512F.Max(a3_3, low), high));
                Avx512F.Store(o3 + 64, Avx512F.Min(Avx512F.Max(a3_4, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a0_3);
                Avx512F.Store(t + 64, a0_4);
                Avx512F.Store(t + 80, a1_0);
                Avx512F.Store(t + 96, a1_1);
                Avx512F.Store(t + 112, a1_2);
                Avx512F.Store(t + 128, a1_3);
                Avx512F.Store(t + 144, a1_4);
                Avx512F.Store(t + 160, a2_0);
                Avx512F.Store(t + 176, a2_1);
                Avx512F.Store(t + 192, a2_2);
                Avx512F.Store(t + 208, a2_3);
                Avx512F.Store(t + 224, a2_4);
                Avx512F.Store(t + 240, a3_0);
                Avx512F.Store(t + 256, a3_1);
                Avx512F.Store(t + 272, a3_2);
                Avx512F.Store(t + 288, a3_3);
                Avx512F.Store(t + 304, a3_4);
                if (call->IsLast)
                    call->Finish(call, i, 4);
            }

            if (partial != null)
                partial += 320;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile5x5(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 5)
        {
            Vector512<float> a0_0, a0_1, a0_2, a0_3, a0_4;
            Vector512<float> a1_0, a1_1, a1_2, a1_3, a1_4;
            Vector512<float> a2_0, a2_1, a2_2, a2_3, a2_4;
            Vector512<float> a3_0, a3_1, a3_2, a3_3, a3_4;
            Vector512<float> a4_0, a4_1, a4_2, a4_3, a4_4;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a0_3 = Avx512F.LoadVector512(bias + 48);
                a0_4 = Avx512F.LoadVector512(bias + 64);
                a1_0 = a0_0; a1_1 = a0_1; a1_2 = a0_2; a1_3 = a0_3; a1_4 = a0_4;
                a2_0 = a0_0; a2_1 = a0_1; a2_2 = a0_2; a2_3 = a0_3; a2_4 = a0_4;
                a3_0 = a0_0; a3_1 = a0_1; a3_2 = a0_2; a3_3 = a0_3; a3_4 = a0_4;
                a4_0 = a0_0; a4_1 = a0_1; a4_2 = a0_2; a4_3 = a0_3; a4_4 = a0_4;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a0_3 = Avx512F.LoadVector512(partial + 48);
                a0_4 = Avx512F.LoadVector512(partial + 64);
                a1_0 = Avx512F.LoadVector512(partial + 80);
                a1_1 = Avx512F.LoadVector512(partial + 96);
                a1_2 = Avx512F.LoadVector512(partial + 112);
                a1_3 = Avx512F.LoadVector512(partial + 128);
                a1_4 = Avx512F.LoadVector512(partial + 144);
                a2_0 = Avx512F.LoadVector512(partial + 160);
                a2_1 = Avx512F.LoadVector512(partial + 176);
                a2_2 = Avx512F.LoadVector512(partial + 192);
                a2_3 = Avx512F.LoadVector512(partial + 208);
                a2_4 = Avx512F.LoadVector512(partial + 224);
                a3_0 = Avx512F.LoadVector512(partial + 240);
                a3_1 = Avx512F.LoadVector512(partial + 256);
                a3_2 = Avx512F.LoadVector512(partial + 272);
                a3_3 = Avx512F.LoadVector512(partial + 288);
                a3_4 = Avx512F.LoadVector512(partial + 304);
                a4_0 = Avx512F.LoadVector512(partial + 320);
                a4_1 = Avx512F.LoadVector512(partial + 336);
                a4_2 = Avx512F.LoadVector512(partial + 352);
                a4_3 = Avx512F.LoadVector512(partial + 368);
                a4_4 = Avx512F.LoadVector512(partial + 384);
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
                    Vector512<float> w1 = Avx512F.LoadVector512(w + 16);
                    Vector512<float> w2 = Avx512F.LoadVector512(w + 32);
                    Vector512<float> w3 = Avx512F.LoadVector512(w + 48);
                    Vector512<float> w4 = Avx512F.LoadVector512(w + 64);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Sse.Prefetch1(w + 16432);
                    Sse.Prefetch1(w + 16448);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    a0_3 = Avx512F.FusedMultiplyAdd(w3, x0, a0_3);
                    a0_4 = Avx512F.FusedMultiplyAdd(w4, x0, a0_4);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Avx512F.FusedMultiplyAdd(w1, x1, a1_1);
                    a1_2 = Avx512F.FusedMultiplyAdd(w2, x1, a1_2);
                    a1_3 = Avx512F.FusedMultiplyAdd(w3, x1, a1_3);
                    a1_4 = Avx512F.FusedMultiplyAdd(w4, x1, a1_4);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Avx512F.FusedMultiplyAdd(w1, x2, a2_1);
                    a2_2 = Avx512F.FusedMultiplyAdd(w2, x2, a2_2);
                    a2_3 = Avx512F.FusedMultiplyAdd(w3, x2, a2_3);
                    a2_4 = Avx512F.FusedMultiplyAdd(w4, x2, a2_4);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Avx512F.FusedMultiplyAdd(w1, x3, a3_1);
                    a3_2 = Avx512F.FusedMultiplyAdd(w2, x3, a3_2);
                    a3_3 = Avx512F.FusedMultiplyAdd(w3, x3, a3_3);
                    a3_4 = Avx512F.FusedMultiplyAdd(w4, x3, a3_4);
                    Vector512<float> x4 = Vector512.Create(p4[k]);
                    a4_0 = Avx512F.FusedMultiplyAdd(w0, x4, a4_0);
                    a4_1 = Avx512F.FusedMultiplyAdd(w1, x4, a4_1);
                    a4_2 = Avx512F.FusedMultiplyAdd(w2, x4, a4_2);
                    a4_3 = Avx512F.FusedMultiplyAdd(w3, x4, a4_3);
                    a4_4 = Avx512F.FusedMultiplyAdd(w4, x4, a4_4);
                    w += 80;
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
                    a0_1 = Avx512F.Add(a0_1, Avx512F.LoadVector512(r0 + 16));
                    a0_2 = Avx512F.Add(a0_2, Avx512F.LoadVector512(r0 + 32));
                    a0_3 = Avx512F.Add(a0_3, Avx512F.LoadVector512(r0 + 48));
                    a0_4 = Avx512F.Add(a0_4, Avx512F.LoadVector512(r0 + 64));
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx512F.Add(a1_1, Avx512F.LoadVector512(r1 + 16));
                    a1_2 = Avx512F.Add(a1_2, Avx512F.LoadVector512(r1 + 32));
                    a1_3 = Avx512F.Add(a1_3, Avx512F.LoadVector512(r1 + 48));
                    a1_4 = Avx512F.Add(a1_4, Avx512F.LoadVector512(r1 + 64));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx512F.Add(a2_1, Avx512F.LoadVector512(r2 + 16));
                    a2_2 = Avx512F.Add(a2_2, Avx512F.LoadVector512(r2 + 32));
                    a2_3 = Avx512F.Add(a2_3, Avx512F.LoadVector512(r2 + 48));
                    a2_4 = Avx512F.Add(a2_4, Avx512F.LoadVector512(r2 + 64));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx512F.Add(a3_1, Avx512F.LoadVector512(r3 + 16));
                    a3_2 = Avx512F.Add(a3_2, Avx512F.LoadVector512(r3 + 32));
                    a3_3 = Avx512F.Add(a3_3, Avx512F.LoadVector512(r3 + 48));
                    a3_4 = Avx512F.Add(a3_4, Avx512F.LoadVector512(r3 + 64));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx512F.Add(a4_0, Avx512F.LoadVector512(r4));
                    a4_1 = Avx512F.Add(a4_1, Avx512F.LoadVector512(r4 + 16));
                    a4_2 = Avx512F.Add(a4_2, Avx512F.LoadVector512(r4 + 32));
                    a4_3 = Avx512F.Add(a4_3, Avx512F.LoadVector512(r4 + 48));
                    a4_4 = Avx512F.Add(a4_4, Avx512F.LoadVector512(r4 + 64));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                Avx512F.Store(o0 + 48, Avx512F.Min(Avx512F.Max(a0_3, low), high));
                Avx512F.Store(o0 + 64, Avx512F.Min(Avx512F.Max(a0_4, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1, low), high));
                Avx512F.Store(o1 + 32, Avx512F.Min(Avx512F.Max(a1_2, low), high));
                Avx512F.Store(o1 + 48, Avx512F.Min(Avx512F.Max(a1_3, low), high));
                Avx512F.Store(o1 + 64, Avx512F.Min(Avx512F.Max(a1_4, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1, low), high));
                Avx512F.Store(o2 + 32, Avx512F.Min(Avx512F.Max(a2_2, low), high));
                Avx512F.Store(o2 + 48, Avx512F.Min(Avx512F.Max(a2_3, low), high));
                Avx512F.Store(o2 + 64, Avx512F.Min(Avx512F.Max(a2_4, low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1, low), high));
                Avx512F.Store(o3 + 32, Avx512F.Min(Avx512F.Max(a3_2, low), high));
                Avx512F.Store(o3 + 48, Avx512F.Min(Avx512F.Max(a3_3, low), high));
                Avx512F.Store(o3 + 64, Avx512F.Min(Avx512F.Max(a3_4, low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0, low), high));
                Avx512F.Store(o4 + 16, Avx512F.Min(Avx512F.Max(a4_1, low), high));
                Avx512F.Store(o4 + 32, Avx512F.Min(Avx512F.Max(a4_2, low), high));
                Avx512F.Store(o4 + 48, Avx512F.Min(Avx512F.Max(a4_3, low), high));
                Avx512F.Store(o4 + 64, Avx512F.Min(Avx512F.Max(a4_4, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a0_3);
                Avx512F.Store(t + 64, a0_4);
                Avx512F.Store(t + 80, a1_0);
                Avx512F.Store(t + 96, a1_1);
                Avx512F.Store(t + 112, a1_2);
                Avx512F.Store(t + 128, a1_3);
                Avx512F.Store(t + 144, a1_4);
                Avx512F.Store(t + 160, a2_0);
                Avx512F.Store(t + 176, a2_1);
                Avx512F.Store(t + 192, a2_2);
                Avx512F.Store(t + 208, a2_3);
                Avx512F.Store(t + 224, a2_4);
                Avx512F.Store(t + 240, a3_0);
                Avx512F.Store(t + 256, a3_1);
                Avx512F.Store(t + 272, a3_2);
                Avx512F.Store(t + 288, a3_3);
                Avx512F.Store(t + 304, a3_4);
                Avx512F.Store(t + 320, a4_0);
                Avx512F.Store(t + 336, a4_1);
                Avx512F.Store(t + 352, a4_2);
                Avx512F.Store(t + 368, a4_3);
                Avx512F.Store(t + 384, a4_4);
                if (call->IsLast)
                    call->Finish(call, i, 5);
            }

            if (partial != null)
                partial += 400;
        }
    }
}

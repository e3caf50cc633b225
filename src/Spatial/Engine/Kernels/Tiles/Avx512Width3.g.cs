// Written by eng/kernels/generate-tiles.py; change that instead.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Spatial.Engine.Kernels.Tiles;

/// <summary>Tiles of up to 8 pixels x 48 output channels.</summary>
internal static unsafe class Avx512Width3
{
    /// <summary>The tile for a number of pixels; null where there is none.</summary>
    public static delegate*<TileCall*, void> For(int pixels) => pixels switch
    {
        1 => &Tile1x3,
        2 => &Tile2x3,
        3 => &Tile3x3,
        4 => &Tile4x3,
        5 => &Tile5x3,
        6 => &Tile6x3,
        7 => &Tile7x3,
        8 => &Tile8x3,
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x3(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 1)
        {
            Vector512<float> a0_0, a0_1, a0_2;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
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
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    w += 48;
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
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                if (call->IsLast)
                    call->Finish(call, i, 1);
            }

            if (partial != null)
                partial += 48;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x3(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 2)
        {
            Vector512<float> a0_0, a0_1, a0_2;
            Vector512<float> a1_0, a1_1, a1_2;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a1_0 = a0_0; a1_1 = a0_1; a1_2 = a0_2;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a1_0 = Avx512F.LoadVector512(partial + 48);
                a1_1 = Avx512F.LoadVector512(partial + 64);
                a1_2 = Avx512F.LoadVector512(partial + 80);
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
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Avx512F.FusedMultiplyAdd(w1, x1, a1_1);
                    a1_2 = Avx512F.FusedMultiplyAdd(w2, x1, a1_2);
                    w += 48;
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
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx512F.Add(a1_1, Avx512F.LoadVector512(r1 + 16));
                    a1_2 = Avx512F.Add(a1_2, Avx512F.LoadVector512(r1 + 32));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1, low), high));
                Avx512F.Store(o1 + 32, Avx512F.Min(Avx512F.Max(a1_2, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a1_0);
                Avx512F.Store(t + 64, a1_1);
                Avx512F.Store(t + 80, a1_2);
                if (call->IsLast)
                    call->Finish(call, i, 2);
            }

            if (partial != null)
                partial += 96;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile3x3(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 3)
        {
            Vector512<float> a0_0, a0_1, a0_2;
            Vector512<float> a1_0, a1_1, a1_2;
            Vector512<float> a2_0, a2_1, a2_2;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a1_0 = a0_0; a1_1 = a0_1; a1_2 = a0_2;
                a2_0 = a0_0; a2_1 = a0_1; a2_2 = a0_2;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a1_0 = Avx512F.LoadVector512(partial + 48);
                a1_1 = Avx512F.LoadVector512(partial + 64);
                a1_2 = Avx512F.LoadVector512(partial + 80);
                a2_0 = Avx512F.LoadVector512(partial + 96);
                a2_1 = Avx512F.LoadVector512(partial + 112);
                a2_2 = Avx512F.LoadVector512(partial + 128);
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
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Avx512F.FusedMultiplyAdd(w1, x1, a1_1);
                    a1_2 = Avx512F.FusedMultiplyAdd(w2, x1, a1_2);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Avx512F.FusedMultiplyAdd(w1, x2, a2_1);
                    a2_2 = Avx512F.FusedMultiplyAdd(w2, x2, a2_2);
                    w += 48;
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
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx512F.Add(a1_1, Avx512F.LoadVector512(r1 + 16));
                    a1_2 = Avx512F.Add(a1_2, Avx512F.LoadVector512(r1 + 32));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx512F.Add(a2_1, Avx512F.LoadVector512(r2 + 16));
                    a2_2 = Avx512F.Add(a2_2, Avx512F.LoadVector512(r2 + 32));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1, low), high));
                Avx512F.Store(o1 + 32, Avx512F.Min(Avx512F.Max(a1_2, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1, low), high));
                Avx512F.Store(o2 + 32, Avx512F.Min(Avx512F.Max(a2_2, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a1_0);
                Avx512F.Store(t + 64, a1_1);
                Avx512F.Store(t + 80, a1_2);
                Avx512F.Store(t + 96, a2_0);
                Avx512F.Store(t + 112, a2_1);
                Avx512F.Store(t + 128, a2_2);
                if (call->IsLast)
                    call->Finish(call, i, 3);
            }

            if (partial != null)
                partial += 144;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x3(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 4)
        {
            Vector512<float> a0_0, a0_1, a0_2;
            Vector512<float> a1_0, a1_1, a1_2;
            Vector512<float> a2_0, a2_1, a2_2;
            Vector512<float> a3_0, a3_1, a3_2;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a1_0 = a0_0; a1_1 = a0_1; a1_2 = a0_2;
                a2_0 = a0_0; a2_1 = a0_1; a2_2 = a0_2;
                a3_0 = a0_0; a3_1 = a0_1; a3_2 = a0_2;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a1_0 = Avx512F.LoadVector512(partial + 48);
                a1_1 = Avx512F.LoadVector512(partial + 64);
                a1_2 = Avx512F.LoadVector512(partial + 80);
                a2_0 = Avx512F.LoadVector512(partial + 96);
                a2_1 = Avx512F.LoadVector512(partial + 112);
                a2_2 = Avx512F.LoadVector512(partial + 128);
                a3_0 = Avx512F.LoadVector512(partial + 144);
                a3_1 = Avx512F.LoadVector512(partial + 160);
                a3_2 = Avx512F.LoadVector512(partial + 176);
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
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Avx512F.FusedMultiplyAdd(w1, x1, a1_1);
                    a1_2 = Avx512F.FusedMultiplyAdd(w2, x1, a1_2);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Avx512F.FusedMultiplyAdd(w1, x2, a2_1);
                    a2_2 = Avx512F.FusedMultiplyAdd(w2, x2, a2_2);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Avx512F.FusedMultiplyAdd(w1, x3, a3_1);
                    a3_2 = Avx512F.FusedMultiplyAdd(w2, x3, a3_2);
                    w += 48;
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
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx512F.Add(a1_1, Avx512F.LoadVector512(r1 + 16));
                    a1_2 = Avx512F.Add(a1_2, Avx512F.LoadVector512(r1 + 32));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx512F.Add(a2_1, Avx512F.LoadVector512(r2 + 16));
                    a2_2 = Avx512F.Add(a2_2, Avx512F.LoadVector512(r2 + 32));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx512F.Add(a3_1, Avx512F.LoadVector512(r3 + 16));
                    a3_2 = Avx512F.Add(a3_2, Avx512F.LoadVector512(r3 + 32));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1, low), high));
                Avx512F.Store(o1 + 32, Avx512F.Min(Avx512F.Max(a1_2, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1, low), high));
                Avx512F.Store(o2 + 32, Avx512F.Min(Avx512F.Max(a2_2, low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1, low), high));
                Avx512F.Store(o3 + 32, Avx512F.Min(Avx512F.Max(a3_2, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a1_0);
                Avx512F.Store(t + 64, a1_1);
                Avx512F.Store(t + 80, a1_2);
                Avx512F.Store(t + 96, a2_0);
                Avx512F.Store(t + 112, a2_1);
                Avx512F.Store(t + 128, a2_2);
                Avx512F.Store(t + 144, a3_0);
                Avx512F.Store(t + 160, a3_1);
                Avx512F.Store(t + 176, a3_2);
                if (call->IsLast)
                    call->Finish(call, i, 4);
            }

            if (partial != null)
                partial += 192;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile5x3(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 5)
        {
            Vector512<float> a0_0, a0_1, a0_2;
            Vector512<float> a1_0, a1_1, a1_2;
            Vector512<float> a2_0, a2_1, a2_2;
            Vector512<float> a3_0, a3_1, a3_2;
            Vector512<float> a4_0, a4_1, a4_2;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a1_0 = a0_0; a1_1 = a0_1; a1_2 = a0_2;
                a2_0 = a0_0; a2_1 = a0_1; a2_2 = a0_2;
                a3_0 = a0_0; a3_1 = a0_1; a3_2 = a0_2;
                a4_0 = a0_0; a4_1 = a0_1; a4_2 = a0_2;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a1_0 = Avx512F.LoadVector512(partial + 48);
                a1_1 = Avx512F.LoadVector512(partial + 64);
                a1_2 = Avx512F.LoadVector512(partial + 80);
                a2_0 = Avx512F.LoadVector512(partial + 96);
                a2_1 = Avx512F.LoadVector512(partial + 112);
                a2_2 = Avx512F.LoadVector512(partial + 128);
                a3_0 = Avx512F.LoadVector512(partial + 144);
                a3_1 = Avx512F.LoadVector512(partial + 160);
                a3_2 = Avx512F.LoadVector512(partial + 176);
                a4_0 = Avx512F.LoadVector512(partial + 192);
                a4_1 = Avx512F.LoadVector512(partial + 208);
                a4_2 = Avx512F.LoadVector512(partial + 224);
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
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Avx512F.FusedMultiplyAdd(w1, x1, a1_1);
                    a1_2 = Avx512F.FusedMultiplyAdd(w2, x1, a1_2);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Avx512F.FusedMultiplyAdd(w1, x2, a2_1);
                    a2_2 = Avx512F.FusedMultiplyAdd(w2, x2, a2_2);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Avx512F.FusedMultiplyAdd(w1, x3, a3_1);
                    a3_2 = Avx512F.FusedMultiplyAdd(w2, x3, a3_2);
                    Vector512<float> x4 = Vector512.Create(p4[k]);
                    a4_0 = Avx512F.FusedMultiplyAdd(w0, x4, a4_0);
                    a4_1 = Avx512F.FusedMultiplyAdd(w1, x4, a4_1);
                    a4_2 = Avx512F.FusedMultiplyAdd(w2, x4, a4_2);
                    w += 48;
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
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx512F.Add(a1_1, Avx512F.LoadVector512(r1 + 16));
                    a1_2 = Avx512F.Add(a1_2, Avx512F.LoadVector512(r1 + 32));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx512F.Add(a2_1, Avx512F.LoadVector512(r2 + 16));
                    a2_2 = Avx512F.Add(a2_2, Avx512F.LoadVector512(r2 + 32));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx512F.Add(a3_1, Avx512F.LoadVector512(r3 + 16));
                    a3_2 = Avx512F.Add(a3_2, Avx512F.LoadVector512(r3 + 32));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx512F.Add(a4_0, Avx512F.LoadVector512(r4));
                    a4_1 = Avx512F.Add(a4_1, Avx512F.LoadVector512(r4 + 16));
                    a4_2 = Avx512F.Add(a4_2, Avx512F.LoadVector512(r4 + 32));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1, low), high));
                Avx512F.Store(o1 + 32, Avx512F.Min(Avx512F.Max(a1_2, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1, low), high));
                Avx512F.Store(o2 + 32, Avx512F.Min(Avx512F.Max(a2_2, low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1, low), high));
                Avx512F.Store(o3 + 32, Avx512F.Min(Avx512F.Max(a3_2, low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0, low), high));
                Avx512F.Store(o4 + 16, Avx512F.Min(Avx512F.Max(a4_1, low), high));
                Avx512F.Store(o4 + 32, Avx512F.Min(Avx512F.Max(a4_2, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a1_0);
                Avx512F.Store(t + 64, a1_1);
                Avx512F.Store(t + 80, a1_2);
                Avx512F.Store(t + 96, a2_0);
                Avx512F.Store(t + 112, a2_1);
                Avx512F.Store(t + 128, a2_2);
                Avx512F.Store(t + 144, a3_0);
                Avx512F.Store(t + 160, a3_1);
                Avx512F.Store(t + 176, a3_2);
                Avx512F.Store(t + 192, a4_0);
                Avx512F.Store(t + 208, a4_1);
                Avx512F.Store(t + 224, a4_2);
                if (call->IsLast)
                    call->Finish(call, i, 5);
            }

            if (partial != null)
                partial += 240;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x3(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 6)
        {
            Vector512<float> a0_0, a0_1, a0_2;
            Vector512<float> a1_0, a1_1, a1_2;
            Vector512<float> a2_0, a2_1, a2_2;
            Vector512<float> a3_0, a3_1, a3_2;
            Vector512<float> a4_0, a4_1, a4_2;
            Vector512<float> a5_0, a5_1, a5_2;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a1_0 = a0_0; a1_1 = a0_1; a1_2 = a0_2;
                a2_0 = a0_0; a2_1 = a0_1; a2_2 = a0_2;
                a3_0 = a0_0; a3_1 = a0_1; a3_2 = a0_2;
                a4_0 = a0_0; a4_1 = a0_1; a4_2 = a0_2;
                a5_0 = a0_0; a5_1 = a0_1; a5_2 = a0_2;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a1_0 = Avx512F.LoadVector512(partial + 48);
                a1_1 = Avx512F.LoadVector512(partial + 64);
                a1_2 = Avx512F.LoadVector512(partial + 80);
                a2_0 = Avx512F.LoadVector512(partial + 96);
                a2_1 = Avx512F.LoadVector512(partial + 112);
                a2_2 = Avx512F.LoadVector512(partial + 128);
                a3_0 = Avx512F.LoadVector512(partial + 144);
                a3_1 = Avx512F.LoadVector512(partial + 160);
                a3_2 = Avx512F.LoadVector512(partial + 176);
                a4_0 = Avx512F.LoadVector512(partial + 192);
                a4_1 = Avx512F.LoadVector512(partial + 208);
                a4_2 = Avx512F.LoadVector512(partial + 224);
                a5_0 = Avx512F.LoadVector512(partial + 240);
                a5_1 = Avx512F.LoadVector512(partial + 256);
                a5_2 = Avx512F.LoadVector512(partial + 272);
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
                    Vector512<float> w1 = Avx512F.LoadVector512(w + 16);
                    Vector512<float> w2 = Avx512F.LoadVector512(w + 32);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Avx512F.FusedMultiplyAdd(w1, x1, a1_1);
                    a1_2 = Avx512F.FusedMultiplyAdd(w2, x1, a1_2);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Avx512F.FusedMultiplyAdd(w1, x2, a2_1);
                    a2_2 = Avx512F.FusedMultiplyAdd(w2, x2, a2_2);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Avx512F.FusedMultiplyAdd(w1, x3, a3_1);
                    a3_2 = Avx512F.FusedMultiplyAdd(w2, x3, a3_2);
                    Vector512<float> x4 = Vector512.Create(p4[k]);
                    a4_0 = Avx512F.FusedMultiplyAdd(w0, x4, a4_0);
                    a4_1 = Avx512F.FusedMultiplyAdd(w1, x4, a4_1);
                    a4_2 = Avx512F.FusedMultiplyAdd(w2, x4, a4_2);
                    Vector512<float> x5 = Vector512.Create(p5[k]);
                    a5_0 = Avx512F.FusedMultiplyAdd(w0, x5, a5_0);
                    a5_1 = Avx512F.FusedMultiplyAdd(w1, x5, a5_1);
                    a5_2 = Avx512F.FusedMultiplyAdd(w2, x5, a5_2);
                    w += 48;
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
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx512F.Add(a1_1, Avx512F.LoadVector512(r1 + 16));
                    a1_2 = Avx512F.Add(a1_2, Avx512F.LoadVector512(r1 + 32));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx512F.Add(a2_1, Avx512F.LoadVector512(r2 + 16));
                    a2_2 = Avx512F.Add(a2_2, Avx512F.LoadVector512(r2 + 32));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx512F.Add(a3_1, Avx512F.LoadVector512(r3 + 16));
                    a3_2 = Avx512F.Add(a3_2, Avx512F.LoadVector512(r3 + 32));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx512F.Add(a4_0, Avx512F.LoadVector512(r4));
                    a4_1 = Avx512F.Add(a4_1, Avx512F.LoadVector512(r4 + 16));
                    a4_2 = Avx512F.Add(a4_2, Avx512F.LoadVector512(r4 + 32));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx512F.Add(a5_0, Avx512F.LoadVector512(r5));
                    a5_1 = Avx512F.Add(a5_1, Avx512F.LoadVector512(r5 + 16));
                    a5_2 = Avx512F.Add(a5_2, Avx512F.LoadVector512(r5 + 32));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1, low), high));
                Avx512F.Store(o1 + 32, Avx512F.Min(Avx512F.Max(a1_2, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1, low), high));
                Avx512F.Store(o2 + 32, Avx512F.Min(Avx512F.Max(a2_2, low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1, low), high));
                Avx512F.Store(o3 + 32, Avx512F.Min(Avx512F.Max(a3_2, low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0, low), high));
                Avx512F.Store(o4 + 16, Avx512F.Min(Avx512F.Max(a4_1, low), high));
                Avx512F.Store(o4 + 32, Avx512F.Min(Avx512F.Max(a4_2, low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0, low), high));
                Avx512F.Store(o5 + 16, Avx512F.Min(Avx512F.Max(a5_1, low), high));
                Avx512F.Store(o5 + 32, Avx512F.Min(Avx512F.Max(a5_2, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a1_0);
                Avx512F.Store(t + 64, a1_1);
                Avx512F.Store(t + 80, a1_2);
                Avx512F.Store(t + 96, a2_0);
                Avx512F.Store(t + 112, a2_1);
                Avx512F.Store(t + 128, a2_2);
                Avx512F.Store(t + 144, a3_0);
                Avx512F.Store(t + 160, a3_1);
                Avx512F.Store(t + 176, a3_2);
                Avx512F.Store(t + 192, a4_0);
                Avx512F.Store(t + 208, a4_1);
                Avx512F.Store(t + 224, a4_2);
                Avx512F.Store(t + 240, a5_0);
                Avx512F.Store(t + 256, a5_1);
                Avx512F.Store(t + 272, a5_2);
                if (call->IsLast)
                    call->Finish(call, i, 6);
            }

            if (partial != null)
                partial += 288;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile7x3(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 7)
        {
            Vector512<float> a0_0, a0_1, a0_2;
            Vector512<float> a1_0, a1_1, a1_2;
            Vector512<float> a2_0, a2_1, a2_2;
            Vector512<float> a3_0, a3_1, a3_2;
            Vector512<float> a4_0, a4_1, a4_2;
            Vector512<float> a5_0, a5_1, a5_2;
            Vector512<float> a6_0, a6_1, a6_2;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a1_0 = a0_0; a1_1 = a0_1; a1_2 = a0_2;
                a2_0 = a0_0; a2_1 = a0_1; a2_2 = a0_2;
                a3_0 = a0_0; a3_1 = a0_1; a3_2 = a0_2;
                a4_0 = a0_0; a4_1 = a0_1; a4_2 = a0_2;
                a5_0 = a0_0; a5_1 = a0_1; a5_2 = a0_2;
                a6_0 = a0_0; a6_1 = a0_1; a6_2 = a0_2;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a1_0 = Avx512F.LoadVector512(partial + 48);
                a1_1 = Avx512F.LoadVector512(partial + 64);
                a1_2 = Avx512F.LoadVector512(partial + 80);
                a2_0 = Avx512F.LoadVector512(partial + 96);
                a2_1 = Avx512F.LoadVector512(partial + 112);
                a2_2 = Avx512F.LoadVector512(partial + 128);
                a3_0 = Avx512F.LoadVector512(partial + 144);
                a3_1 = Avx512F.LoadVector512(partial + 160);
                a3_2 = Avx512F.LoadVector512(partial + 176);
                a4_0 = Avx512F.LoadVector512(partial + 192);
                a4_1 = Avx512F.LoadVector512(partial + 208);
                a4_2 = Avx512F.LoadVector512(partial + 224);
                a5_0 = Avx512F.LoadVector512(partial + 240);
                a5_1 = Avx512F.LoadVector512(partial + 256);
                a5_2 = Avx512F.LoadVector512(partial + 272);
                a6_0 = Avx512F.LoadVector512(partial + 288);
                a6_1 = Avx512F.LoadVector512(partial + 304);
                a6_2 = Avx512F.LoadVector512(partial + 320);
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
                    Vector512<float> w1 = Avx512F.LoadVector512(w + 16);
                    Vector512<float> w2 = Avx512F.LoadVector512(w + 32);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Avx512F.FusedMultiplyAdd(w1, x1, a1_1);
                    a1_2 = Avx512F.FusedMultiplyAdd(w2, x1, a1_2);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Avx512F.FusedMultiplyAdd(w1, x2, a2_1);
                    a2_2 = Avx512F.FusedMultiplyAdd(w2, x2, a2_2);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Avx512F.FusedMultiplyAdd(w1, x3, a3_1);
                    a3_2 = Avx512F.FusedMultiplyAdd(w2, x3, a3_2);
                    Vector512<float> x4 = Vector512.Create(p4[k]);
                    a4_0 = Avx512F.FusedMultiplyAdd(w0, x4, a4_0);
                    a4_1 = Avx512F.FusedMultiplyAdd(w1, x4, a4_1);
                    a4_2 = Avx512F.FusedMultiplyAdd(w2, x4, a4_2);
                    Vector512<float> x5 = Vector512.Create(p5[k]);
                    a5_0 = Avx512F.FusedMultiplyAdd(w0, x5, a5_0);
                    a5_1 = Avx512F.FusedMultiplyAdd(w1, x5, a5_1);
                    a5_2 = Avx512F.FusedMultiplyAdd(w2, x5, a5_2);
                    Vector512<float> x6 = Vector512.Create(p6[k]);
                    a6_0 = Avx512F.FusedMultiplyAdd(w0, x6, a6_0);
                    a6_1 = Avx512F.FusedMultiplyAdd(w1, x6, a6_1);
                    a6_2 = Avx512F.FusedMultiplyAdd(w2, x6, a6_2);
                    w += 48;
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
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx512F.Add(a1_1, Avx512F.LoadVector512(r1 + 16));
                    a1_2 = Avx512F.Add(a1_2, Avx512F.LoadVector512(r1 + 32));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx512F.Add(a2_1, Avx512F.LoadVector512(r2 + 16));
                    a2_2 = Avx512F.Add(a2_2, Avx512F.LoadVector512(r2 + 32));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx512F.Add(a3_1, Avx512F.LoadVector512(r3 + 16));
                    a3_2 = Avx512F.Add(a3_2, Avx512F.LoadVector512(r3 + 32));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx512F.Add(a4_0, Avx512F.LoadVector512(r4));
                    a4_1 = Avx512F.Add(a4_1, Avx512F.LoadVector512(r4 + 16));
                    a4_2 = Avx512F.Add(a4_2, Avx512F.LoadVector512(r4 + 32));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx512F.Add(a5_0, Avx512F.LoadVector512(r5));
                    a5_1 = Avx512F.Add(a5_1, Avx512F.LoadVector512(r5 + 16));
                    a5_2 = Avx512F.Add(a5_2, Avx512F.LoadVector512(r5 + 32));
                    float* r6 = call->Residual + (residuals[6] * call->ResidualStride);
                    a6_0 = Avx512F.Add(a6_0, Avx512F.LoadVector512(r6));
                    a6_1 = Avx512F.Add(a6_1, Avx512F.LoadVector512(r6 + 16));
                    a6_2 = Avx512F.Add(a6_2, Avx512F.LoadVector512(r6 + 32));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1, low), high));
                Avx512F.Store(o1 + 32, Avx512F.Min(Avx512F.Max(a1_2, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1, low), high));
                Avx512F.Store(o2 + 32, Avx512F.Min(Avx512F.Max(a2_2, low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1, low), high));
                Avx512F.Store(o3 + 32, Avx512F.Min(Avx512F.Max(a3_2, low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0, low), high));
                Avx512F.Store(o4 + 16, Avx512F.Min(Avx512F.Max(a4_1, low), high));
                Avx512F.Store(o4 + 32, Avx512F.Min(Avx512F.Max(a4_2, low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0, low), high));
                Avx512F.Store(o5 + 16, Avx512F.Min(Avx512F.Max(a5_1, low), high));
                Avx512F.Store(o5 + 32, Avx512F.Min(Avx512F.Max(a5_2, low), high));
                float* o6 = call->Output + (output[6] * call->OutputStride);
                Avx512F.Store(o6, Avx512F.Min(Avx512F.Max(a6_0, low), high));
                Avx512F.Store(o6 + 16, Avx512F.Min(Avx512F.Max(a6_1, low), high));
                Avx512F.Store(o6 + 32, Avx512F.Min(Avx512F.Max(a6_2, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a1_0);
                Avx512F.Store(t + 64, a1_1);
                Avx512F.Store(t + 80, a1_2);
                Avx512F.Store(t + 96, a2_0);
                Avx512F.Store(t + 112, a2_1);
                Avx512F.Store(t + 128, a2_2);
                Avx512F.Store(t + 144, a3_0);
                Avx512F.Store(t + 160, a3_1);
                Avx512F.Store(t + 176, a3_2);
                Avx512F.Store(t + 192, a4_0);
                Avx512F.Store(t + 208, a4_1);
                Avx512F.Store(t + 224, a4_2);
                Avx512F.Store(t + 240, a5_0);
                Avx512F.Store(t + 256, a5_1);
                Avx512F.Store(t + 272, a5_2);
                Avx512F.Store(t + 288, a6_0);
                Avx512F.Store(t + 304, a6_1);
                Avx512F.Store(t + 320, a6_2);
                if (call->IsLast)
                    call->Finish(call, i, 7);
            }

            if (partial != null)
                partial += 336;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x3(TileCall* call)
    {
        float* partial = call->Partial;
        for (int i = 0; i < call->Count; i += 8)
        {
            Vector512<float> a0_0, a0_1, a0_2;
            Vector512<float> a1_0, a1_1, a1_2;
            Vector512<float> a2_0, a2_1, a2_2;
            Vector512<float> a3_0, a3_1, a3_2;
            Vector512<float> a4_0, a4_1, a4_2;
            Vector512<float> a5_0, a5_1, a5_2;
            Vector512<float> a6_0, a6_1, a6_2;
            Vector512<float> a7_0, a7_1, a7_2;
            if (call->Bias != null)
            {
                float* bias = call->Bias;
                a0_0 = Avx512F.LoadVector512(bias);
                a0_1 = Avx512F.LoadVector512(bias + 16);
                a0_2 = Avx512F.LoadVector512(bias + 32);
                a1_0 = a0_0; a1_1 = a0_1; a1_2 = a0_2;
                a2_0 = a0_0; a2_1 = a0_1; a2_2 = a0_2;
                a3_0 = a0_0; a3_1 = a0_1; a3_2 = a0_2;
                a4_0 = a0_0; a4_1 = a0_1; a4_2 = a0_2;
                a5_0 = a0_0; a5_1 = a0_1; a5_2 = a0_2;
                a6_0 = a0_0; a6_1 = a0_1; a6_2 = a0_2;
                a7_0 = a0_0; a7_1 = a0_1; a7_2 = a0_2;
            }
            else
            {
                a0_0 = Avx512F.LoadVector512(partial);
                a0_1 = Avx512F.LoadVector512(partial + 16);
                a0_2 = Avx512F.LoadVector512(partial + 32);
                a1_0 = Avx512F.LoadVector512(partial + 48);
                a1_1 = Avx512F.LoadVector512(partial + 64);
                a1_2 = Avx512F.LoadVector512(partial + 80);
                a2_0 = Avx512F.LoadVector512(partial + 96);
                a2_1 = Avx512F.LoadVector512(partial + 112);
                a2_2 = Avx512F.LoadVector512(partial + 128);
                a3_0 = Avx512F.LoadVector512(partial + 144);
                a3_1 = Avx512F.LoadVector512(partial + 160);
                a3_2 = Avx512F.LoadVector512(partial + 176);
                a4_0 = Avx512F.LoadVector512(partial + 192);
                a4_1 = Avx512F.LoadVector512(partial + 208);
                a4_2 = Avx512F.LoadVector512(partial + 224);
                a5_0 = Avx512F.LoadVector512(partial + 240);
                a5_1 = Avx512F.LoadVector512(partial + 256);
                a5_2 = Avx512F.LoadVector512(partial + 272);
                a6_0 = Avx512F.LoadVector512(partial + 288);
                a6_1 = Avx512F.LoadVector512(partial + 304);
                a6_2 = Avx512F.LoadVector512(partial + 320);
                a7_0 = Avx512F.LoadVector512(partial + 336);
                a7_1 = Avx512F.LoadVector512(partial + 352);
                a7_2 = Avx512F.LoadVector512(partial + 368);
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
                    Vector512<float> w1 = Avx512F.LoadVector512(w + 16);
                    Vector512<float> w2 = Avx512F.LoadVector512(w + 32);
                    Sse.Prefetch1(w + 16384);
                    Sse.Prefetch1(w + 16400);
                    Sse.Prefetch1(w + 16416);
                    Vector512<float> x0 = Vector512.Create(p0[k]);
                    a0_0 = Avx512F.FusedMultiplyAdd(w0, x0, a0_0);
                    a0_1 = Avx512F.FusedMultiplyAdd(w1, x0, a0_1);
                    a0_2 = Avx512F.FusedMultiplyAdd(w2, x0, a0_2);
                    Vector512<float> x1 = Vector512.Create(p1[k]);
                    a1_0 = Avx512F.FusedMultiplyAdd(w0, x1, a1_0);
                    a1_1 = Avx512F.FusedMultiplyAdd(w1, x1, a1_1);
                    a1_2 = Avx512F.FusedMultiplyAdd(w2, x1, a1_2);
                    Vector512<float> x2 = Vector512.Create(p2[k]);
                    a2_0 = Avx512F.FusedMultiplyAdd(w0, x2, a2_0);
                    a2_1 = Avx512F.FusedMultiplyAdd(w1, x2, a2_1);
                    a2_2 = Avx512F.FusedMultiplyAdd(w2, x2, a2_2);
                    Vector512<float> x3 = Vector512.Create(p3[k]);
                    a3_0 = Avx512F.FusedMultiplyAdd(w0, x3, a3_0);
                    a3_1 = Avx512F.FusedMultiplyAdd(w1, x3, a3_1);
                    a3_2 = Avx512F.FusedMultiplyAdd(w2, x3, a3_2);
                    Vector512<float> x4 = Vector512.Create(p4[k]);
                    a4_0 = Avx512F.FusedMultiplyAdd(w0, x4, a4_0);
                    a4_1 = Avx512F.FusedMultiplyAdd(w1, x4, a4_1);
                    a4_2 = Avx512F.FusedMultiplyAdd(w2, x4, a4_2);
                    Vector512<float> x5 = Vector512.Create(p5[k]);
                    a5_0 = Avx512F.FusedMultiplyAdd(w0, x5, a5_0);
                    a5_1 = Avx512F.FusedMultiplyAdd(w1, x5, a5_1);
                    a5_2 = Avx512F.FusedMultiplyAdd(w2, x5, a5_2);
                    Vector512<float> x6 = Vector512.Create(p6[k]);
                    a6_0 = Avx512F.FusedMultiplyAdd(w0, x6, a6_0);
                    a6_1 = Avx512F.FusedMultiplyAdd(w1, x6, a6_1);
                    a6_2 = Avx512F.FusedMultiplyAdd(w2, x6, a6_2);
                    Vector512<float> x7 = Vector512.Create(p7[k]);
                    a7_0 = Avx512F.FusedMultiplyAdd(w0, x7, a7_0);
                    a7_1 = Avx512F.FusedMultiplyAdd(w1, x7, a7_1);
                    a7_2 = Avx512F.FusedMultiplyAdd(w2, x7, a7_2);
                    w += 48;
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
                    float* r1 = call->Residual + (residuals[1] * call->ResidualStride);
                    a1_0 = Avx512F.Add(a1_0, Avx512F.LoadVector512(r1));
                    a1_1 = Avx512F.Add(a1_1, Avx512F.LoadVector512(r1 + 16));
                    a1_2 = Avx512F.Add(a1_2, Avx512F.LoadVector512(r1 + 32));
                    float* r2 = call->Residual + (residuals[2] * call->ResidualStride);
                    a2_0 = Avx512F.Add(a2_0, Avx512F.LoadVector512(r2));
                    a2_1 = Avx512F.Add(a2_1, Avx512F.LoadVector512(r2 + 16));
                    a2_2 = Avx512F.Add(a2_2, Avx512F.LoadVector512(r2 + 32));
                    float* r3 = call->Residual + (residuals[3] * call->ResidualStride);
                    a3_0 = Avx512F.Add(a3_0, Avx512F.LoadVector512(r3));
                    a3_1 = Avx512F.Add(a3_1, Avx512F.LoadVector512(r3 + 16));
                    a3_2 = Avx512F.Add(a3_2, Avx512F.LoadVector512(r3 + 32));
                    float* r4 = call->Residual + (residuals[4] * call->ResidualStride);
                    a4_0 = Avx512F.Add(a4_0, Avx512F.LoadVector512(r4));
                    a4_1 = Avx512F.Add(a4_1, Avx512F.LoadVector512(r4 + 16));
                    a4_2 = Avx512F.Add(a4_2, Avx512F.LoadVector512(r4 + 32));
                    float* r5 = call->Residual + (residuals[5] * call->ResidualStride);
                    a5_0 = Avx512F.Add(a5_0, Avx512F.LoadVector512(r5));
                    a5_1 = Avx512F.Add(a5_1, Avx512F.LoadVector512(r5 + 16));
                    a5_2 = Avx512F.Add(a5_2, Avx512F.LoadVector512(r5 + 32));
                    float* r6 = call->Residual + (residuals[6] * call->ResidualStride);
                    a6_0 = Avx512F.Add(a6_0, Avx512F.LoadVector512(r6));
                    a6_1 = Avx512F.Add(a6_1, Avx512F.LoadVector512(r6 + 16));
                    a6_2 = Avx512F.Add(a6_2, Avx512F.LoadVector512(r6 + 32));
                    float* r7 = call->Residual + (residuals[7] * call->ResidualStride);
                    a7_0 = Avx512F.Add(a7_0, Avx512F.LoadVector512(r7));
                    a7_1 = Avx512F.Add(a7_1, Avx512F.LoadVector512(r7 + 16));
                    a7_2 = Avx512F.Add(a7_2, Avx512F.LoadVector512(r7 + 32));
                }

                float* o0 = call->Output + (output[0] * call->OutputStride);
                Avx512F.Store(o0, Avx512F.Min(Avx512F.Max(a0_0, low), high));
                Avx512F.Store(o0 + 16, Avx512F.Min(Avx512F.Max(a0_1, low), high));
                Avx512F.Store(o0 + 32, Avx512F.Min(Avx512F.Max(a0_2, low), high));
                float* o1 = call->Output + (output[1] * call->OutputStride);
                Avx512F.Store(o1, Avx512F.Min(Avx512F.Max(a1_0, low), high));
                Avx512F.Store(o1 + 16, Avx512F.Min(Avx512F.Max(a1_1, low), high));
                Avx512F.Store(o1 + 32, Avx512F.Min(Avx512F.Max(a1_2, low), high));
                float* o2 = call->Output + (output[2] * call->OutputStride);
                Avx512F.Store(o2, Avx512F.Min(Avx512F.Max(a2_0, low), high));
                Avx512F.Store(o2 + 16, Avx512F.Min(Avx512F.Max(a2_1, low), high));
                Avx512F.Store(o2 + 32, Avx512F.Min(Avx512F.Max(a2_2, low), high));
                float* o3 = call->Output + (output[3] * call->OutputStride);
                Avx512F.Store(o3, Avx512F.Min(Avx512F.Max(a3_0, low), high));
                Avx512F.Store(o3 + 16, Avx512F.Min(Avx512F.Max(a3_1, low), high));
                Avx512F.Store(o3 + 32, Avx512F.Min(Avx512F.Max(a3_2, low), high));
                float* o4 = call->Output + (output[4] * call->OutputStride);
                Avx512F.Store(o4, Avx512F.Min(Avx512F.Max(a4_0, low), high));
                Avx512F.Store(o4 + 16, Avx512F.Min(Avx512F.Max(a4_1, low), high));
                Avx512F.Store(o4 + 32, Avx512F.Min(Avx512F.Max(a4_2, low), high));
                float* o5 = call->Output + (output[5] * call->OutputStride);
                Avx512F.Store(o5, Avx512F.Min(Avx512F.Max(a5_0, low), high));
                Avx512F.Store(o5 + 16, Avx512F.Min(Avx512F.Max(a5_1, low), high));
                Avx512F.Store(o5 + 32, Avx512F.Min(Avx512F.Max(a5_2, low), high));
                float* o6 = call->Output + (output[6] * call->OutputStride);
                Avx512F.Store(o6, Avx512F.Min(Avx512F.Max(a6_0, low), high));
                Avx512F.Store(o6 + 16, Avx512F.Min(Avx512F.Max(a6_1, low), high));
                Avx512F.Store(o6 + 32, Avx512F.Min(Avx512F.Max(a6_2, low), high));
                float* o7 = call->Output + (output[7] * call->OutputStride);
                Avx512F.Store(o7, Avx512F.Min(Avx512F.Max(a7_0, low), high));
                Avx512F.Store(o7 + 16, Avx512F.Min(Avx512F.Max(a7_1, low), high));
                Avx512F.Store(o7 + 32, Avx512F.Min(Avx512F.Max(a7_2, low), high));
            }
            else
            {
                float* t = call->IsLast ? call->Tile : partial;
                Avx512F.Store(t, a0_0);
                Avx512F.Store(t + 16, a0_1);
                Avx512F.Store(t + 32, a0_2);
                Avx512F.Store(t + 48, a1_0);
                Avx512F.Store(t + 64, a1_1);
                Avx512F.Store(t + 80, a1_2);
                Avx512F.Store(t + 96, a2_0);
                Avx512F.Store(t + 112, a2_1);
                Avx512F.Store(t + 128, a2_2);
                Avx512F.Store(t + 144, a3_0);
                Avx512F.Store(t + 160, a3_1);
                Avx512F.Store(t + 176, a3_2);
                Avx512F.Store(t + 192, a4_0);
                Avx512F.Store(t + 208, a4_1);
                Avx512F.Store(t + 224, a4_2);
                Avx512F.Store(t + 240, a5_0);
                Avx512F.Store(t + 256, a5_1);
                Avx512F.Store(t + 272, a5_2);
                Avx512F.Store(t + 288, a6_0);
                Avx512F.Store(t + 304, a6_1);
                Avx512F.Store(t + 320, a6_2);
                Avx512F.Store(t + 336, a7_0);
                Avx512F.Store(t + 352, a7_1);
                Avx512F.Store(t + 368, a7_2);
                if (call->IsLast)
                    call->Finish(call, i, 8);
            }

            if (partial != null)
                partial += 384;
        }
    }
}

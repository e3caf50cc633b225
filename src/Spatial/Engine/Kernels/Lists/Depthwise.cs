using System.Runtime.CompilerServices;
using VideoDyn.Spatial.Engine.Kernels.Activations;
using VideoDyn.Spatial.Engine.Kernels.Lanes;

namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>Depthwise convolutions over pixel lists.</summary>
internal static unsafe class Depthwise
{
    /// <summary>The kernel for a number of taps and an activation; nine taps keep their weights in registers.</summary>
    public static delegate*<DepthwiseCall*, void> For<TLanes, TVector>(int taps, ActivationKind activation)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => activation switch
        {
            ActivationKind.Clamp => For<TLanes, TVector, Clamp>(taps),
            ActivationKind.LeakyRelu => For<TLanes, TVector, LeakyRelu>(taps),
            ActivationKind.PRelu => For<TLanes, TVector, PRelu>(taps),
            ActivationKind.HardSwish => For<TLanes, TVector, HardSwish>(taps),
            ActivationKind.HardSigmoid => For<TLanes, TVector, HardSigmoid>(taps),
            ActivationKind.Silu => For<TLanes, TVector, Silu>(taps),
            ActivationKind.Sigmoid => For<TLanes, TVector, Sigmoid>(taps),
            ActivationKind.Tanh => For<TLanes, TVector, Tanh>(taps),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "not an activation"),
        };

    private static delegate*<DepthwiseCall*, void> For<TLanes, TVector, TActivation>(int taps)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TActivation : struct, IActivation => taps == 9 ? &NineTaps<TLanes, TVector, TActivation> : &AnyTaps<TLanes, TVector, TActivation>;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NineTaps<TLanes, TVector, TActivation>(DepthwiseCall* call)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TActivation : struct, IActivation
    {
        TVector low = TLanes.Broadcast(call->A);
        TVector high = TLanes.Broadcast(call->B);
        nint t0 = call->Taps[0], t1 = call->Taps[1], t2 = call->Taps[2];
        nint down1 = call->Taps[3] - t0, down2 = call->Taps[6] - t0;
        for (int c = 0; c < call->Channels; c += TLanes.Count)
        {
            float* w = Weights(call, c);
            TVector w0 = TLanes.Load(w), w1 = TLanes.Load(w + 16), w2 = TLanes.Load(w + 32);
            TVector w3 = TLanes.Load(w + 48), w4 = TLanes.Load(w + 64), w5 = TLanes.Load(w + 80);
            TVector w6 = TLanes.Load(w + 96), w7 = TLanes.Load(w + 112), w8 = TLanes.Load(w + 128);
            TVector bias = TLanes.Load(call->Bias + c);
            float* input = call->Input + c;
            float* output = call->Output + c;
            float* slopes = call->Slopes + c;
            int* targets = call->OutputPixels;
            int* pixels = call->Pixels;
            int i = 0;
            for (; i + 1 < call->Count; i += 2)
            {
                float* p = input + (pixels[i] * call->Stride);
                float* q = input + (pixels[i + 1] * call->Stride);
                TVector a = TLanes.MultiplyAdd(w0, TLanes.Load(p + t0), bias);
                TVector b = TLanes.MultiplyAdd(w0, TLanes.Load(q + t0), bias);
                a = TLanes.MultiplyAdd(w1, TLanes.Load(p + t1), a);
                b = TLanes.MultiplyAdd(w1, TLanes.Load(q + t1), b);
                a = TLanes.MultiplyAdd(w2, TLanes.Load(p + t2), a);
                b = TLanes.MultiplyAdd(w2, TLanes.Load(q + t2), b);
                float* p1 = p + down1;
                float* q1 = q + down1;
                a = TLanes.MultiplyAdd(w3, TLanes.Load(p1 + t0), a);
                b = TLanes.MultiplyAdd(w3, TLanes.Load(q1 + t0), b);
                a = TLanes.MultiplyAdd(w4, TLanes.Load(p1 + t1), a);
                b = TLanes.MultiplyAdd(w4, TLanes.Load(q1 + t1), b);
                a = TLanes.MultiplyAdd(w5, TLanes.Load(p1 + t2), a);
                b = TLanes.MultiplyAdd(w5, TLanes.Load(q1 + t2), b);
                p += down2;
                q += down2;
                a = TLanes.MultiplyAdd(w6, TLanes.Load(p + t0), a);
                b = TLanes.MultiplyAdd(w6, TLanes.Load(q + t0), b);
                a = TLanes.MultiplyAdd(w7, TLanes.Load(p + t1), a);
                b = TLanes.MultiplyAdd(w7, TLanes.Load(q + t1), b);
                a = TLanes.MultiplyAdd(w8, TLanes.Load(p + t2), a);
                b = TLanes.MultiplyAdd(w8, TLanes.Load(q + t2), b);
                TLanes.Store(output + (targets[i] * call->OutputStride), TActivation.Apply<TLanes, TVector>(a, low, high, slopes));
                TLanes.Store(output + (targets[i + 1] * call->OutputStride), TActivation.Apply<TLanes, TVector>(b, low, high, slopes));
            }

            if (i < call->Count)
            {
                float* p = input + (pixels[i] * call->Stride);
                TVector a = TLanes.MultiplyAdd(w0, TLanes.Load(p + t0), bias);
                a = TLanes.MultiplyAdd(w1, TLanes.Load(p + t1), a);
                a = TLanes.MultiplyAdd(w2, TLanes.Load(p + t2), a);
                float* p1 = p + down1;
                a = TLanes.MultiplyAdd(w3, TLanes.Load(p1 + t0), a);
                a = TLanes.MultiplyAdd(w4, TLanes.Load(p1 + t1), a);
                a = TLanes.MultiplyAdd(w5, TLanes.Load(p1 + t2), a);
                p += down2;
                a = TLanes.MultiplyAdd(w6, TLanes.Load(p + t0), a);
                a = TLanes.MultiplyAdd(w7, TLanes.Load(p + t1), a);
                a = TLanes.MultiplyAdd(w8, TLanes.Load(p + t2), a);
                TLanes.Store(output + (targets[i] * call->OutputStride), TActivation.Apply<TLanes, TVector>(a, low, high, slopes));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AnyTaps<TLanes, TVector, TActivation>(DepthwiseCall* call)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TActivation : struct, IActivation
    {
        TVector low = TLanes.Broadcast(call->A);
        TVector high = TLanes.Broadcast(call->B);
        for (int c = 0; c < call->Channels; c += TLanes.Count)
        {
            float* weights = Weights(call, c);
            TVector bias = TLanes.Load(call->Bias + c);
            float* input = call->Input + c;
            float* output = call->Output + c;
            float* slopes = call->Slopes + c;
            int* targets = call->OutputPixels;
            int i = 0;
            for (; i + 3 < call->Count; i += 4)
            {
                float* p0 = input + (call->Pixels[i] * call->Stride);
                float* p1 = input + (call->Pixels[i + 1] * call->Stride);
                float* p2 = input + (call->Pixels[i + 2] * call->Stride);
                float* p3 = input + (call->Pixels[i + 3] * call->Stride);
                TVector a0 = bias, a1 = bias, a2 = bias, a3 = bias;
                for (int t = 0; t < call->TapCount; t++)
                {
                    TVector w = TLanes.Load(weights + ((nint)t * KernelSet.BlockChannels));
                    nint tap = call->Taps[t];
                    a0 = TLanes.MultiplyAdd(w, TLanes.Load(p0 + tap), a0);
                    a1 = TLanes.MultiplyAdd(w, TLanes.Load(p1 + tap), a1);
                    a2 = TLanes.MultiplyAdd(w, TLanes.Load(p2 + tap), a2);
                    a3 = TLanes.MultiplyAdd(w, TLanes.Load(p3 + tap), a3);
                }

                TLanes.Store(output + (targets[i] * call->OutputStride), TActivation.Apply<TLanes, TVector>(a0, low, high, slopes));
                TLanes.Store(output + (targets[i + 1] * call->OutputStride), TActivation.Apply<TLanes, TVector>(a1, low, high, slopes));
                TLanes.Store(output + (targets[i + 2] * call->OutputStride), TActivation.Apply<TLanes, TVector>(a2, low, high, slopes));
                TLanes.Store(output + (targets[i + 3] * call->OutputStride), TActivation.Apply<TLanes, TVector>(a3, low, high, slopes));
            }

            for (; i < call->Count; i++)
            {
                float* p = input + (call->Pixels[i] * call->Stride);
                TVector a = bias;
                for (int t = 0; t < call->TapCount; t++)
                    a = TLanes.MultiplyAdd(TLanes.Load(weights + ((nint)t * KernelSet.BlockChannels)), TLanes.Load(p + call->Taps[t]), a);
                TLanes.Store(output + (targets[i] * call->OutputStride), TActivation.Apply<TLanes, TVector>(a, low, high, slopes));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Weights(DepthwiseCall* call, int channel) =>
        call->Weights + ((nint)(channel / KernelSet.BlockChannels) * call->TapCount * KernelSet.BlockChannels) + (channel % KernelSet.BlockChannels);
}

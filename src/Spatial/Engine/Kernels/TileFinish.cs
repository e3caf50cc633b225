using System.Runtime.CompilerServices;
using VideoDyn.Spatial.Engine.Kernels.Activations;
using VideoDyn.Spatial.Engine.Kernels.Lanes;

namespace VideoDyn.Spatial.Engine.Kernels;

/// <summary>Takes a tile of sums to the output map: activation, residual, bounds.</summary>
internal static unsafe class TileFinish
{
    /// <summary>The function for an activation.</summary>
    public static delegate*<TileCall*, int, int, void> For<TLanes, TVector>(ActivationKind kind)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => kind switch
        {
            ActivationKind.Clamp => &Run<TLanes, TVector, Clamp>,
            ActivationKind.LeakyRelu => &Run<TLanes, TVector, LeakyRelu>,
            ActivationKind.PRelu => &Run<TLanes, TVector, PRelu>,
            ActivationKind.HardSwish => &Run<TLanes, TVector, HardSwish>,
            ActivationKind.HardSigmoid => &Run<TLanes, TVector, HardSigmoid>,
            ActivationKind.Silu => &Run<TLanes, TVector, Silu>,
            ActivationKind.Sigmoid => &Run<TLanes, TVector, Sigmoid>,
            ActivationKind.Tanh => &Run<TLanes, TVector, Tanh>,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not an activation"),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes, TVector, TActivation>(TileCall* call, int first, int pixels)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TActivation : struct, IActivation
    {
        TVector a = TLanes.Broadcast(call->A);
        TVector b = TLanes.Broadcast(call->B);
        int* output = call->OutputPixels + first;
        float* tile = call->Tile;
        nint width = (nint)call->Width * KernelSet.BlockChannels;
        if (call->Residual == null)
        {
            for (int p = 0; p < pixels; p++)
            {
                float* target = call->Output + (output[p] * call->OutputStride);
                for (nint c = 0; c < width; c += TLanes.Count)
                    TLanes.Store(target + c, TActivation.Apply<TLanes, TVector>(TLanes.Load(tile + c), a, b, call->Slopes + c));
                tile += width;
            }

            return;
        }

        TVector low = TLanes.Broadcast(call->Low);
        TVector high = TLanes.Broadcast(call->High);
        bool before = call->ResidualFirst;
        int* residuals = call->ResidualPixels + first;
        for (int p = 0; p < pixels; p++)
        {
            float* target = call->Output + (output[p] * call->OutputStride);
            float* residual = call->Residual + (residuals[p] * call->ResidualStride);
            for (nint c = 0; c < width; c += TLanes.Count)
            {
                TVector x = TLanes.Load(tile + c);
                TVector r = TLanes.Load(residual + c);
                if (before)
                    x = TActivation.Apply<TLanes, TVector>(TLanes.Add(x, r), a, b, call->Slopes + c);
                else
                    x = TLanes.Min(TLanes.Max(TLanes.Add(TActivation.Apply<TLanes, TVector>(x, a, b, call->Slopes + c), r), low), high);
                TLanes.Store(target + c, x);
            }

            tile += width;
        }
    }
}

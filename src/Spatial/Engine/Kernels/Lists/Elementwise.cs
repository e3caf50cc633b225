using System.Runtime.CompilerServices;
using VideoDyn.Spatial.Engine.Kernels.Activations;
using VideoDyn.Spatial.Engine.Kernels.Lanes;

namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>Elementwise operations over pixel lists.</summary>
internal static unsafe class Elementwise
{
    private interface ICombine
    {
        static abstract TVector Apply<TLanes, TVector>(TVector a, float* second)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct;
    }

    /// <summary>The kernel for an operation and an activation.</summary>
    public static delegate*<ElementwiseCall*, void> For<TLanes, TVector>(ElementwiseKind kind, ActivationKind activation)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => kind switch
        {
            ElementwiseKind.First => For<TLanes, TVector, First>(activation),
            ElementwiseKind.Add => For<TLanes, TVector, Add>(activation),
            ElementwiseKind.Subtract => For<TLanes, TVector, Subtract>(activation),
            ElementwiseKind.Multiply => For<TLanes, TVector, Multiply>(activation),
            ElementwiseKind.Divide => For<TLanes, TVector, Divide>(activation),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not an operation"),
        };

    private static delegate*<ElementwiseCall*, void> For<TLanes, TVector, TCombine>(ActivationKind activation)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TCombine : struct, ICombine => activation switch
        {
            ActivationKind.Clamp => &Run<TLanes, TVector, TCombine, Clamp>,
            ActivationKind.LeakyRelu => &Run<TLanes, TVector, TCombine, LeakyRelu>,
            ActivationKind.PRelu => &Run<TLanes, TVector, TCombine, PRelu>,
            ActivationKind.HardSwish => &Run<TLanes, TVector, TCombine, HardSwish>,
            ActivationKind.HardSigmoid => &Run<TLanes, TVector, TCombine, HardSigmoid>,
            ActivationKind.Silu => &Run<TLanes, TVector, TCombine, Silu>,
            ActivationKind.Sigmoid => &Run<TLanes, TVector, TCombine, Sigmoid>,
            ActivationKind.Tanh => &Run<TLanes, TVector, TCombine, Tanh>,
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "not an activation"),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes, TVector, TCombine, TActivation>(ElementwiseCall* call)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TCombine : struct, ICombine
        where TActivation : struct, IActivation
    {
        TVector a = TLanes.Broadcast(call->A);
        TVector b = TLanes.Broadcast(call->B);
        float* scale = call->Scale;
        float* shift = call->Shift;
        for (int i = 0; i < call->Count; i++)
        {
            float* first = call->First + (call->FirstPixels[i] * call->FirstStride);
            float* second = call->Second + (call->SecondPixels[i] * call->SecondStride);
            float* output = call->Output + (call->OutputPixels[i] * call->OutputStride);
            for (nint c = 0; c < call->Channels; c += TLanes.Count)
            {
                TVector x = TCombine.Apply<TLanes, TVector>(TLanes.Load(first + c), second + c);
                if (scale != null)
                    x = TLanes.MultiplyAdd(x, TLanes.Load(scale + c), TLanes.Load(shift + c));
                TLanes.Store(output + c, TActivation.Apply<TLanes, TVector>(x, a, b, call->Slopes + c));
            }
        }
    }

    private readonly struct First : ICombine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector a, float* second)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => a;
    }

    private readonly struct Add : ICombine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector a, float* second)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => TLanes.Add(a, TLanes.Load(second));
    }

    private readonly struct Subtract : ICombine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector a, float* second)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => TLanes.Subtract(a, TLanes.Load(second));
    }

    private readonly struct Multiply : ICombine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector a, float* second)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => TLanes.Multiply(a, TLanes.Load(second));
    }

    private readonly struct Divide : ICombine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector a, float* second)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => TLanes.Divide(a, TLanes.Load(second));
    }
}

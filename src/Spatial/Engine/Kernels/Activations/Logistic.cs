using System.Runtime.CompilerServices;
using VideoDyn.Spatial.Engine.Kernels.Lanes;

namespace VideoDyn.Spatial.Engine.Kernels.Activations;

/// <summary>1 / (1 + e^-x), by a polynomial of degree five for the power of two; relative error below 1e-6.</summary>
internal readonly unsafe struct Sigmoid : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // e^-x = 2^t. Beyond 2^80 the sum below would overflow in the Newton step of the reciprocal, or leave denormals.
        TVector t = TLanes.Min(TLanes.Multiply(x, TLanes.Broadcast(-1.44269504f)), TLanes.Broadcast(80f));
        t = TLanes.Max(t, TLanes.Broadcast(-80f));
        TVector f = TLanes.Fraction(t);

        // 2^f on [0, 1), minimax.
        TVector p = TLanes.MultiplyAdd(TLanes.Broadcast(0.0018775764905563097f), f, TLanes.Broadcast(0.008989340537395585f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.05582631767820656f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.24015361717111033f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.6931530731854978f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.9999999250637915f));
        return TLanes.Reciprocal(TLanes.Add(TLanes.Scale(p, t), TLanes.Broadcast(1f)));
    }
}

/// <summary>x / (1 + e^-x), also called swish.</summary>
internal readonly unsafe struct Silu : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Multiply(x, Sigmoid.Apply<TLanes, TVector>(x, a, b, slopes));
}

/// <summary>tanh(x) = 2 * sigmoid(2 * x) - 1; absolute error below 1e-6.</summary>
internal readonly unsafe struct Tanh : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector two = TLanes.Broadcast(2f);
        TVector s = Sigmoid.Apply<TLanes, TVector>(TLanes.Multiply(x, two), a, b, slopes);
        return TLanes.Subtract(TLanes.Multiply(s, two), TLanes.Broadcast(1f));
    }
}

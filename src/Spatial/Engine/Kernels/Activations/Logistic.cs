using System.Runtime.CompilerServices;
using VideoDyn.Spatial.Engine.Kernels.Lanes;

namespace VideoDyn.Spatial.Engine.Kernels.Activations;

/// <summary>1 / (1 + e^-x), by a polynomial of degree four for the power of two; relative error below 5e-6.</summary>
internal readonly unsafe struct Sigmoid : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // e^-x = 2^t. Beyond 2^80 the sum below would leave the range in which the reciprocal is exact.
        TVector t = TLanes.LimitExponent(TLanes.Multiply(x, TLanes.Broadcast(-1.44269504f)));
        TVector f = TLanes.Fraction(t);

        // 2^f on [0, 1), exact at both ends, so that sigmoid(0) is exactly a half and nothing jumps where f wraps.
        TVector p = TLanes.MultiplyAdd(TLanes.Broadcast(0.0135536630f), f, TLanes.Broadcast(0.0520353095f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.2413787117f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.6930323158f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(1f));
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

/// <summary>
/// Hyperbolic tangent by the ninth convergent of Lambert's continued fraction; absolute error below 1e-5, relative error
/// near zero only that of rounding, which a difference of exponentials would not keep.
/// </summary>
internal readonly unsafe struct Tanh : IActivation
{
    // Beyond this the convergent would exceed 1; tanh differs from 1 by less than 1e-5 there.
    private const float Limit = 6.2f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        x = TLanes.Min(TLanes.Max(x, TLanes.Broadcast(-Limit)), TLanes.Broadcast(Limit));
        TVector z = TLanes.Multiply(x, x);
        TVector upper = TLanes.Add(z, TLanes.Broadcast(990f));
        upper = TLanes.MultiplyAdd(upper, z, TLanes.Broadcast(135135f));
        upper = TLanes.MultiplyAdd(upper, z, TLanes.Broadcast(4729725f));
        upper = TLanes.MultiplyAdd(upper, z, TLanes.Broadcast(34459425f));
        TVector lower = TLanes.MultiplyAdd(z, TLanes.Broadcast(45f), TLanes.Broadcast(13860f));
        lower = TLanes.MultiplyAdd(lower, z, TLanes.Broadcast(945945f));
        lower = TLanes.MultiplyAdd(lower, z, TLanes.Broadcast(16216200f));
        lower = TLanes.MultiplyAdd(lower, z, TLanes.Broadcast(34459425f));
        return TLanes.Divide(TLanes.Multiply(x, upper), lower);
    }
}

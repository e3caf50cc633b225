using System.Runtime.CompilerServices;
using VideoDyn.Spatial.Engine.Kernels.Lanes;

namespace VideoDyn.Spatial.Engine.Kernels.Activations;

/// <summary>1 / (1 + e^-x), by a polynomial of degree four for the power of two; relative error below 5e-6.</summary>
internal readonly unsafe struct Sigmoid : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Quotient(TLanes.Broadcast(1f), Denominator<TLanes, TVector>(x));

    /// <summary>1 + e^-x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Denominator<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // e^-x = 2^t = 2^whole * 2^f with f in [-0.5, 0.5]. A number without fraction has f = 0, however large.
        TVector t = TLanes.LimitExponent(TLanes.Multiply(x, TLanes.Broadcast(-1.44269504f)));
        TVector whole = TLanes.Round(t);
        TVector f = TLanes.Subtract(t, whole);

        // Exactly 1 at 0, so that sigmoid(0) is a half, and twice as much at a half as at minus a half, so that nothing
        // jumps where f wraps.
        TVector p = TLanes.MultiplyAdd(TLanes.Broadcast(0.00966108404f), f, TLanes.Broadcast(0.0559626631f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.240229785f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(0.693116844f));
        p = TLanes.MultiplyAdd(p, f, TLanes.Broadcast(1f));
        return TLanes.Add(TLanes.Scale(p, whole), TLanes.Broadcast(1f));
    }
}

/// <summary>x / (1 + e^-x), also called swish.</summary>
internal readonly unsafe struct Silu : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Quotient(x, Sigmoid.Denominator<TLanes, TVector>(x));
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

using System.Runtime.CompilerServices;
using VideoDyn.Spatial.Engine.Kernels.Lanes;

namespace VideoDyn.Spatial.Engine.Kernels.Activations;

/// <summary>min(max(x, a), b).</summary>
internal readonly unsafe struct Clamp : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Min(TLanes.Max(x, a), b);
}

/// <summary>max(x, 0) + a * min(x, 0).</summary>
internal readonly unsafe struct LeakyRelu : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector zero = TLanes.Broadcast(0);
        return TLanes.MultiplyAdd(TLanes.Min(x, zero), a, TLanes.Max(x, zero));
    }
}

/// <summary>max(x, 0) + slope * min(x, 0).</summary>
internal readonly unsafe struct PRelu : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector zero = TLanes.Broadcast(0);
        return TLanes.MultiplyAdd(TLanes.Min(x, zero), TLanes.Load(slopes), TLanes.Max(x, zero));
    }
}

/// <summary>min(max(a * x + b, 0), 1).</summary>
internal readonly unsafe struct HardSigmoid : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        TLanes.Min(TLanes.Max(TLanes.MultiplyAdd(x, a, b), TLanes.Broadcast(0)), TLanes.Broadcast(1));
}

/// <summary>x * min(max(a * x + b, 0), 1).</summary>
internal readonly unsafe struct HardSwish : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Multiply(x, HardSigmoid.Apply<TLanes, TVector>(x, a, b, slopes));
}

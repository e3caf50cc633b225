using VideoDyn.Spatial.Engine.Kernels.Lanes;

namespace VideoDyn.Spatial.Engine.Kernels.Activations;

/// <summary>One activation function, specialised into the loops that use it.</summary>
internal unsafe interface IActivation
{
    /// <summary>Applies the function to one register.</summary>
    /// <param name="x">Sixteen, eight or one channels of one pixel.</param>
    /// <param name="a">First parameter in all lanes.</param>
    /// <param name="b">Second parameter in all lanes.</param>
    /// <param name="slopes">Slopes of the channels of this register; only read by the parametric kind.</param>
    static abstract TVector Apply<TLanes, TVector>(TVector x, TVector a, TVector b, float* slopes)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}

namespace VideoDyn.Core.Plans;

/// <summary>How the active blocks of the input travel through the layers of a network.</summary>
public enum MaskRule
{
    /// <summary>
    /// The same blocks at every layer, scaled; stale neighbours are read as they are. The cheapest; answers may differ a
    /// little from the dense ones. Source: Verelst and Tuytelaars, "BlockCopy", ICCV 2021.
    /// </summary>
    Blocks,

    /// <summary>
    /// At every layer whatever depends on an active block: the mask grows by the reach of each layer. The answer is that of a
    /// dense pass over the picture in which inactive blocks hold what they held when they were last active.
    /// </summary>
    Dilated,

    /// <summary>
    /// At every layer the pixels that depend on one that moved in the layer before; results that moved by no more than a
    /// threshold are withheld until they have moved further. With threshold 0 the answer is that of <see cref="Dilated"/>.
    /// </summary>
    Changes,
}

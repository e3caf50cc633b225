using System.Runtime.Intrinsics;
using VideoDyn.Core.Kernels;
using VideoDyn.Spatial.Engine.Kernels.Activations;
using VideoDyn.Spatial.Engine.Kernels.Lanes;
using VideoDyn.Spatial.Engine.Kernels.Lists;
using VideoDyn.Spatial.Engine.Kernels.Tiles;

namespace VideoDyn.Spatial.Engine.Kernels;

/// <summary>
/// The kernels of one instruction set. A plan asks for every kernel it will need while it is made, so that a missing one
/// is an error there and never a null pointer in a frame.
/// </summary>
internal abstract unsafe class KernelSet
{
    /// <summary>Channels of one block: the unit in which maps are padded and weights are packed.</summary>
    public const int BlockChannels = 16;

    /// <summary>The set for an instruction set that this processor runs.</summary>
    public static KernelSet For(KernelVariant variant) => InstructionSet.Require(variant) switch
    {
        KernelVariant.Avx512 => new Avx512Set(),
        KernelVariant.Avx2 => new Avx2Set(),
        _ => new ScalarSet(),
    };

    /// <summary>Its instruction set.</summary>
    public abstract KernelVariant Variant { get; }

    /// <summary>Most blocks of output channels that one tile covers.</summary>
    public abstract int MaxWidth { get; }

    /// <summary>Most pixels of a tile of the given width.</summary>
    public abstract int MaxPixels(int width);

    /// <summary>Most blocks of a tile whose last block is half empty.</summary>
    public int MaxHalfWidth => Math.Min(3, MaxWidth);

    /// <summary>The tile for a number of pixels and blocks.</summary>
    /// <param name="pixels">Pixels.</param>
    /// <param name="width">Blocks of output channels.</param>
    /// <param name="isHalf">Whether the last eight channels are padding, which is stored as 0 and costs nothing.</param>
    /// <exception cref="InvalidOperationException">There is none: a defect of the planner.</exception>
    public delegate*<TileCall*, void> Tile(int pixels, int width, bool isHalf)
    {
        delegate*<TileCall*, void> tile = FindTile(pixels, width, isHalf);
        return tile != null ? tile : throw new InvalidOperationException($"there is no {Variant} tile of {pixels} pixels and {width} blocks");
    }

    /// <summary>Activates and stores a tile.</summary>
    public abstract delegate*<TileCall*, int, int, void> Finish(ActivationKind kind);

    /// <summary>The depthwise kernel for a number of taps and an activation.</summary>
    public abstract delegate*<DepthwiseCall*, void> Depthwise(int taps, ActivationKind activation);

    /// <summary>The kernel for an elementwise operation and an activation.</summary>
    public abstract delegate*<ElementwiseCall*, void> Elementwise(ElementwiseKind kind, ActivationKind activation);

    /// <summary>Maximum pooling.</summary>
    public abstract delegate*<PoolCall*, void> MaximumPool { get; }

    /// <summary>Mean pooling.</summary>
    public abstract delegate*<PoolCall*, void> MeanPool { get; }

    /// <summary>Mean of a whole map.</summary>
    public abstract delegate*<SegmentSumCall*, void> GlobalMean { get; }

    /// <summary>Nearest resampling.</summary>
    public abstract delegate*<ResizeCall*, void> ResizeNearest { get; }

    /// <summary>Bilinear resampling.</summary>
    public abstract delegate*<ResizeCall*, void> ResizeBilinear { get; }

    /// <summary>The tile, or null.</summary>
    protected abstract delegate*<TileCall*, void> FindTile(int pixels, int width, bool isHalf);

    private abstract class OnLanes<TLanes, TVector> : KernelSet
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        public override delegate*<PoolCall*, void> MaximumPool => &Pool.Maximum<TLanes, TVector>;

        public override delegate*<PoolCall*, void> MeanPool => &Pool.Mean<TLanes, TVector>;

        public override delegate*<SegmentSumCall*, void> GlobalMean => &SegmentSum.Run<TLanes, TVector>;

        public override delegate*<ResizeCall*, void> ResizeNearest => &Resize.Nearest<TLanes, TVector>;

        public override delegate*<ResizeCall*, void> ResizeBilinear => &Resize.Bilinear<TLanes, TVector>;

        public override delegate*<TileCall*, int, int, void> Finish(ActivationKind kind) => TileFinish.For<TLanes, TVector>(kind);

        public override delegate*<DepthwiseCall*, void> Depthwise(int taps, ActivationKind activation) =>
            Lists.Depthwise.For<TLanes, TVector>(taps, activation);

        public override delegate*<ElementwiseCall*, void> Elementwise(ElementwiseKind kind, ActivationKind activation) =>
            Lists.Elementwise.For<TLanes, TVector>(kind, activation);
    }

    private sealed class Avx512Set : OnLanes<Avx512Lanes, Vector512<float>>
    {
        public override KernelVariant Variant => KernelVariant.Avx512;

        public override int MaxWidth => 5;

        public override int MaxPixels(int width) => width switch { 1 => 12, 2 or 3 => 8, 4 => 6, _ => 5 };

        protected override delegate*<TileCall*, void> FindTile(int pixels, int width, bool isHalf) => (width, isHalf) switch
        {
            (1, false) => Avx512Width1.For(pixels),
            (2, false) => Avx512Width2.For(pixels),
            (3, false) => Avx512Width3.For(pixels),
            (4, false) => Avx512Width4.For(pixels),
            (5, false) => Avx512Width5.For(pixels),
            (1, true) => Avx512Width1Half.For(pixels),
            (2, true) => Avx512Width2Half.For(pixels),
            (3, true) => Avx512Width3Half.For(pixels),
            _ => null,
        };
    }

    private sealed class Avx2Set : OnLanes<Avx2Lanes, Vector256<float>>
    {
        public override KernelVariant Variant => KernelVariant.Avx2;

        public override int MaxWidth => 1;

        public override int MaxPixels(int width) => 6;

        protected override delegate*<TileCall*, void> FindTile(int pixels, int width, bool isHalf) =>
            width != 1 ? null : isHalf ? Avx2Width1Half.For(pixels) : Avx2Width1.For(pixels);
    }

    private sealed class ScalarSet : OnLanes<ScalarLanes, float>
    {
        public override KernelVariant Variant => KernelVariant.Scalar;

        public override int MaxWidth => 5;

        public override int MaxPixels(int width) => 8;

        protected override delegate*<TileCall*, void> FindTile(int pixels, int width, bool isHalf) => &ScalarTile.Run;
    }
}

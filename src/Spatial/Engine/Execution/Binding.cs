using VideoDyn.Spatial.Engine.Kernels;
using VideoDyn.Spatial.Engine.Planning.Activity;
using VideoDyn.Spatial.Engine.Planning.Layout;
using VideoDyn.Spatial.Engine.Planning.Packing;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>Where the maps, lists and constants of one stream lie, for binding a plan's operations to them.</summary>
internal sealed unsafe class Binding(nint[] buffers, KernelSet kernels, ConstantStore constants, PixelLists lists, Propagation? propagation, int threads, bool intoFresh = false)
{
    /// <summary>The same stream for operations that compute straight into its maps.</summary>
    public Binding Direct => new(buffers, Kernels, constants, Lists, null, Threads);

    /// <summary>The same stream for operations that leave the results of a unit in <see cref="Worker.Fresh"/>.</summary>
    public Binding ToFresh => new(buffers, Kernels, constants, Lists, Propagation, Threads, true);

    /// <summary>Whether results go to <see cref="Worker.Fresh"/>, with no more singles from pixel to pixel than their region has.</summary>
    public bool IntoFresh { get; } = intoFresh;

    /// <summary>Singles from one result to the next.</summary>
    public nint TargetStride(Region region) => IntoFresh ? region.Span : region.Root.Stride;

    /// <summary>Threads that share the stream's work.</summary>
    public int Threads { get; } = threads;

    /// <summary>The kernels.</summary>
    public KernelSet Kernels { get; } = kernels;

    /// <summary>The lists.</summary>
    public PixelLists Lists { get; } = lists;

    /// <summary>A constant; null for number -1.</summary>
    public float* Constant(int number) => constants.Address(number);

    /// <summary>A buffer of the stream.</summary>
    public float* Buffer(int number) => (float*)buffers[number];

    /// <summary>First position of a region at the pixel with index 0 of its map.</summary>
    public float* Map(Region region) => (float*)buffers[region.Root.Buffer] + region.RootOffset;

    /// <summary>The same at the pixel in the top left corner, inside the border.</summary>
    public float* Corner(Region region) => Map(region) + ((nint)region.Level.PixelIndex(0, 0) * region.Root.Stride);

    /// <summary>Where an operation puts the results that belong to a region: its map, or scratch memory of the same form.</summary>
    public float* Target(Region region) => Propagation is null ? Map(region) : (float*)buffers[Propagation.Results] + region.RootOffset;

    /// <summary>The same at the pixel in the top left corner.</summary>
    public float* TargetCorner(Region region) => Target(region) + ((nint)region.Level.PixelIndex(0, 0) * region.Root.Stride);

    /// <summary>What moves in this stream; null where the mask alone tells what is computed.</summary>
    public Propagation? Propagation { get; } = propagation;

    /// <summary>Active pixels of a set.</summary>
    public PixelSpans Spans(ActiveSet set) => Lists.Spans(set);
}

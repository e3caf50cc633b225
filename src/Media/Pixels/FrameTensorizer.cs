using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Media.Pixels;

/// <summary>
/// Turns YUV planes into a model's tensor in one pass over the picture: bilinear resize, colour conversion and scaling
/// row by row, without an RGB picture in between.
/// </summary>
/// <remarks>
/// <para>Chroma is sampled at its own resolution, as if sited in the centre of the luma samples it belongs to. RGB is
/// limited to 0..255, as an 8-bit picture would be, but not rounded to whole numbers: rounding would only add noise to
/// what the model sees. A pipeline with an 8-bit RGB picture in between therefore differs by up to 0.5 code values per
/// rounding step of its own (conversion, resize), besides its way of enlarging chroma.</para>
/// <para>The vector variants agree with the scalar one within <see cref="Tolerance"/> code values.</para>
/// <para>Tables and buffers for the last few combinations of frame format and tensor are kept, so a steady stream
/// allocates nothing. One instance serves one caller at a time; make one per stream.</para>
/// </remarks>
public sealed class FrameTensorizer : IFrameTensorizer
{
    /// <summary>How far the variants may differ in RGB code values (0..255), before scaling.</summary>
    public const float Tolerance = 0.1f;

    /// <summary>A stream that changes its size, or whose crops have several sizes, alternates between few combinations.</summary>
    private const int Kept = 8;

    private readonly Prepared?[] _prepared = new Prepared?[Kept];
    private readonly Prepared?[] _areas = new Prepared?[Kept];
    private int _oldest;
    private int _oldestArea;
    private int _busy;

    /// <summary>Uses the variant of <see cref="InstructionSet.Active"/>.</summary>
    public FrameTensorizer()
        : this(InstructionSet.Active)
    {
    }

    /// <summary>Uses a given variant.</summary>
    /// <param name="variant">Instructions to use.</param>
    /// <exception cref="VideoDynException">This processor lacks them.</exception>
    public FrameTensorizer(KernelVariant variant) => Variant = InstructionSet.Require(variant);

    /// <summary>The instructions in use.</summary>
    public KernelVariant Variant { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The tensor's memory is too small, the spec has no size or a zero Std, or a plane is smaller than the format says.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another call on this instance is still running.</exception>
    public FrameToTensor Write(FrameLease frame, InputSpec spec, Span<byte> tensor)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(spec);
        Enter();
        try
        {
            Prepared prepared = Find(frame.Format, spec);
            Span<byte> whole = Whole(frame, spec, tensor);
            prepared.Plan.Border.Write(whole, prepared.Plan.Fit);
            prepared.Picture.Write(frame, whole, 0, prepared.Plan.Fit.ContentHeight);
            return prepared.Plan.Fit;
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The area is empty or leaves the frame, the tensor's memory is too small, the spec has no size or a zero Std, or a
    /// plane is smaller than the format says.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another call on this instance is still running.</exception>
    public FrameToTensor Write(FrameLease frame, in BoundingBox area, InputSpec spec, Span<byte> tensor)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(spec);
        if (!(area.Area > 0 && area.X1 >= 0 && area.Y1 >= 0 && area.X2 <= frame.Format.Width && area.Y2 <= frame.Format.Height))
            throw new ArgumentException($"the area {area} is not a part of a frame of {frame.Format.Width}x{frame.Format.Height}", nameof(area));
        Enter();
        try
        {
            Prepared prepared = FindForAreas(frame.Format, spec);
            Span<byte> whole = Whole(frame, spec, tensor);
            prepared.Plan.Refit(FrameToTensor.Fit(area, spec));
            prepared.Picture.Refit();
            prepared.Plan.Border.Write(whole, prepared.Plan.Fit);
            prepared.Picture.Write(frame, whole, 0, prepared.Plan.Fit.ContentHeight);
            return prepared.Plan.Fit;
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">As for a whole write, or the distance is not finite.</exception>
    /// <exception cref="InvalidOperationException">Another call on this instance is still running.</exception>
    public FrameToTensor Write(FrameLease frame, Vector2 aside, InputSpec spec, Span<byte> tensor)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(spec);
        if (!float.IsFinite(aside.X) || !float.IsFinite(aside.Y))
            throw new ArgumentException($"the view lies {aside} aside, expected finite numbers", nameof(aside));
        Enter();
        try
        {
            Prepared prepared = FindForAreas(frame.Format, spec);
            Span<byte> whole = Whole(frame, spec, tensor);
            FrameToTensor fit = FrameToTensor.Fit(frame.Format.Width, frame.Format.Height, spec);
            prepared.Plan.Refit(fit with { SourceX = fit.SourceX + aside.X, SourceY = fit.SourceY + aside.Y });
            prepared.Picture.Refit();
            prepared.Plan.Border.Write(whole, prepared.Plan.Fit);
            prepared.Picture.Write(frame, whole, 0, prepared.Plan.Fit.ContentHeight);
            return prepared.Plan.Fit;
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">As for a whole write, or the mask has another number of blocks than the tensor.</exception>
    /// <exception cref="InvalidOperationException">Another call on this instance is still running.</exception>
    public FrameToTensor Write(FrameLease frame, InputSpec spec, BlockMask mask, int blockSize, Span<byte> tensor)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        Enter();
        try
        {
            Prepared prepared = Find(frame.Format, spec);
            Span<byte> whole = Whole(frame, spec, tensor);
            BlockColumns columns = prepared.Blocks(blockSize, Variant);
            columns.Write(frame, mask, whole);
            return prepared.Plan.Fit;
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The warp is for frames of another size, the tensor's memory is too small, the spec has no size or a zero Std, or a plane is
    /// smaller than the format says.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another call on this instance is still running.</exception>
    public void Write(FrameLease frame, FrameWarp warp, InputSpec spec, Span<byte> tensor)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(warp);
        ArgumentNullException.ThrowIfNull(spec);
        if ((warp.Columns.Frame, warp.Rows.Frame) != (frame.Format.Width, frame.Format.Height))
            throw new ArgumentException($"the warp is for frames of {warp.Columns.Frame}x{warp.Rows.Frame}, the frame has {frame.Format.Width}x{frame.Format.Height}", nameof(warp));
        Enter();
        try
        {
            Prepared prepared = FindForAreas(frame.Format, spec);
            Span<byte> whole = Whole(frame, spec, tensor);
            prepared.Plan.Warp(warp);
            prepared.Picture.Refit();
            prepared.Plan.Border.Write(whole, prepared.Plan.Fit);
            prepared.Picture.Write(frame, whole, 0, prepared.Plan.Fit.ContentHeight);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    private void Enter()
    {
        if (Interlocked.Exchange(ref _busy, 1) != 0)
            throw new InvalidOperationException("a FrameTensorizer serves one caller at a time; make one per stream");
    }

    private static Span<byte> Whole(FrameLease frame, InputSpec spec, Span<byte> tensor)
    {
        int bytes = spec.ByteLength;
        if (tensor.Length < bytes)
            throw new ArgumentException($"the tensor has {tensor.Length} bytes, expected at least {bytes}", nameof(tensor));
        Check(frame);
        return tensor[..bytes];
    }

    private Prepared Find(FrameFormat format, InputSpec spec) => Known(_prepared, format, spec)
        ?? Keep(_prepared, ref _oldest, spec, static (format, spec) => new TensorizePlan(format, spec), format);

    private Prepared FindForAreas(FrameFormat format, InputSpec spec) => Known(_areas, format, spec)
        ?? Keep(_areas, ref _oldestArea, spec, TensorizePlan.ForAreas, format);

    private static Prepared? Known(Prepared?[] kept, FrameFormat format, InputSpec spec)
    {
        foreach (Prepared? known in kept)
        {
            if (known is not null && known.Plan.Format == format && known.Plan.Spec.Equals(spec))
                return known;
        }

        return null;
    }

    private Prepared Keep(Prepared?[] kept, ref int oldest, InputSpec spec, Func<FrameFormat, InputSpec, TensorizePlan> plan, FrameFormat format)
    {
        Check(spec);
        TensorizePlan planned = plan(format, spec);
        var made = new Prepared(planned, PictureWriter.Create(planned, Variant));
        kept[oldest] = made;
        oldest = (oldest + 1) % Kept;
        return made;
    }

    private static void Check(InputSpec spec)
    {
        if (spec.Width < 1 || spec.Height < 1)
            throw new ArgumentException($"the tensor is {spec.Width}x{spec.Height}, expected at least 1x1", nameof(spec));
        if (spec.Std.X == 0 || spec.Std.Y == 0 || spec.Std.Z == 0)
            throw new ArgumentException($"Std is {spec.Std}, expected no zero", nameof(spec));
    }

    private static void Check(FrameLease frame)
    {
        FrameFormat format = frame.Format;
        bool fits = Holds(frame.Luma, format.Width, format.Height);
        if (format.PlaneCount == 3)
        {
            fits &= Holds(frame.ChromaU, format.ChromaWidth, format.ChromaHeight)
                && Holds(frame.ChromaV, format.ChromaWidth, format.ChromaHeight);
        }

        if (!fits)
            throw new ArgumentException($"a plane of the frame is smaller than its format {format}", nameof(frame));

        static bool Holds(in FramePlane plane, int width, int height) => plane.Data != 0 && plane.Width >= width && plane.Height >= height;
    }

    private sealed record Prepared(TensorizePlan Plan, PictureWriter Picture)
    {
        private BlockColumns? _blocks;

        public BlockColumns Blocks(int blockSize, KernelVariant variant) =>
            _blocks?.BlockSize == blockSize ? _blocks : _blocks = new BlockColumns(Plan, blockSize, variant);
    }
}

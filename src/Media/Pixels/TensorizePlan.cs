using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Media.Pixels;

/// <summary>Everything about a frame format and a tensor that does not change from picture to picture.</summary>
internal sealed class TensorizePlan
{
    /// <summary>Works out positions, weights and colour factors.</summary>
    /// <param name="format">Format of the frames.</param>
    /// <param name="spec">The tensor.</param>
    public TensorizePlan(FrameFormat format, InputSpec spec)
        : this(format, spec, FrameToTensor.Fit(format.Width, format.Height, spec))
    {
    }

    private TensorizePlan(FrameFormat format, InputSpec spec, in FrameToTensor fit, int columns = 0, int rows = 0)
    {
        Format = format;
        Spec = spec;
        Fit = fit;
        Channels = ColorTransform.Create(format.Matrix, format.Range, spec);
        LumaColumns = AxisMap.Create(Fit.ContentWidth, Fit.SourceX, Fit.SourceWidth, halved: false, format.Width, columns);
        LumaRows = AxisMap.Create(Fit.ContentHeight, Fit.SourceY, Fit.SourceHeight, halved: false, format.Height, rows);
        HasChroma = format.Layout != PixelLayout.Gray;
        ChromaColumns = HalvedColumns
            ? AxisMap.Create(Fit.ContentWidth, Fit.SourceX, Fit.SourceWidth, halved: true, format.ChromaWidth, columns)
            : LumaColumns;
        ChromaRows = HalvedRows
            ? AxisMap.Create(Fit.ContentHeight, Fit.SourceY, Fit.SourceHeight, halved: true, format.ChromaHeight, rows)
            : LumaRows;
        Border = new TensorBorder(spec);
    }

    private TensorizePlan(TensorizePlan whole, int first, int count)
    {
        Format = whole.Format;
        Spec = whole.Spec;
        Fit = whole.Fit with { ContentX = whole.Fit.ContentX + first, ContentWidth = count };
        Channels = whole.Channels;
        HasChroma = whole.HasChroma;
        LumaRows = whole.LumaRows;
        ChromaRows = whole.ChromaRows;
        LumaColumns = whole.LumaColumns.Slice(first, count, Format.Width);
        ChromaColumns = whole.ChromaColumns == whole.LumaColumns
            ? LumaColumns
            : whole.ChromaColumns.Slice(first, count, Format.ChromaWidth);
        Border = whole.Border;
    }

    /// <summary>A plan that <see cref="Refit"/> turns to any part of a frame without allocating.</summary>
    /// <param name="format">Format of the frames.</param>
    /// <param name="spec">The tensor.</param>
    public static TensorizePlan ForAreas(FrameFormat format, InputSpec spec) =>
        new(format, spec, FrameToTensor.Fit(format.Width, format.Height, spec), spec.Width, spec.Height) { IsForAreas = true };

    /// <summary>Turns a plan made by <see cref="ForAreas"/> to a part of the frame.</summary>
    /// <param name="fit">Where which part of the frame goes.</param>
    public void Refit(in FrameToTensor fit)
    {
        Fit = fit;
        LumaColumns.Refit(fit.ContentWidth, fit.SourceX, fit.SourceWidth, halved: false, Format.Width);
        LumaRows.Refit(fit.ContentHeight, fit.SourceY, fit.SourceHeight, halved: false, Format.Height);
        if (HalvedColumns)
            ChromaColumns.Refit(fit.ContentWidth, fit.SourceX, fit.SourceWidth, halved: true, Format.ChromaWidth);
        if (HalvedRows)
            ChromaRows.Refit(fit.ContentHeight, fit.SourceY, fit.SourceHeight, halved: true, Format.ChromaHeight);
    }

    /// <summary>Turns a plan made by <see cref="ForAreas"/> to a warped picture.</summary>
    /// <param name="warp">Which rows and columns get how much room.</param>
    public void Warp(FrameWarp warp)
    {
        Fit = warp.Fit;
        LumaColumns.Warp(warp.Columns, halved: false, Format.Width);
        LumaRows.Warp(warp.Rows, halved: false, Format.Height);
        if (HalvedColumns)
            ChromaColumns.Warp(warp.Columns, halved: true, Format.ChromaWidth);
        if (HalvedRows)
            ChromaRows.Warp(warp.Rows, halved: true, Format.ChromaHeight);
    }

    /// <summary>The plan for some neighbouring columns of the picture.</summary>
    /// <param name="first">First column of the picture (not of the tensor).</param>
    /// <param name="count">Columns, at least 1.</param>
    public TensorizePlan Window(int first, int count) => new(this, first, count);

    /// <summary>Format of the frames.</summary>
    public FrameFormat Format { get; }

    /// <summary>The tensor.</summary>
    public InputSpec Spec { get; }

    /// <summary>Where the picture lies.</summary>
    public FrameToTensor Fit { get; private set; }

    /// <summary>Whether <see cref="Refit"/> may be called.</summary>
    public bool IsForAreas { get; private init; }

    /// <summary>One affine step per channel, in the tensor's order.</summary>
    public ChannelTransform[] Channels { get; }

    /// <summary>Whether the frames have chroma planes; grey ones are converted with neutral chroma, 128.</summary>
    public bool HasChroma { get; }

    /// <summary>Columns of the luma plane.</summary>
    public AxisMap LumaColumns { get; }

    /// <summary>Rows of the luma plane.</summary>
    public AxisMap LumaRows { get; }

    /// <summary>Columns of the chroma planes.</summary>
    public AxisMap ChromaColumns { get; }

    /// <summary>Rows of the chroma planes.</summary>
    public AxisMap ChromaRows { get; }

    /// <summary>What surrounds the picture.</summary>
    public TensorBorder Border { get; }

    private bool HalvedColumns => Format.Layout is PixelLayout.Yuv420 or PixelLayout.Yuv422;

    private bool HalvedRows => Format.Layout == PixelLayout.Yuv420;
}

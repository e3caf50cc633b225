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

    /// <summary>Works out positions, weights and colour factors for a placement of the caller's.</summary>
    /// <param name="format">Format of the frames.</param>
    /// <param name="spec">The tensor.</param>
    /// <param name="fit">Where which part of the frame goes.</param>
    public TensorizePlan(FrameFormat format, InputSpec spec, in FrameToTensor fit)
    {
        Format = format;
        Spec = spec;
        Fit = fit;
        Channels = ColorTransform.Create(format.Matrix, format.Range, spec);
        bool halvedColumns = format.Layout is PixelLayout.Yuv420 or PixelLayout.Yuv422;
        bool halvedRows = format.Layout == PixelLayout.Yuv420;
        LumaColumns = AxisMap.Create(Fit.ContentWidth, Fit.SourceX, Fit.SourceWidth, halved: false, format.Width);
        LumaRows = AxisMap.Create(Fit.ContentHeight, Fit.SourceY, Fit.SourceHeight, halved: false, format.Height);
        HasChroma = format.Layout != PixelLayout.Gray;
        ChromaColumns = halvedColumns
            ? AxisMap.Create(Fit.ContentWidth, Fit.SourceX, Fit.SourceWidth, halved: true, format.ChromaWidth)
            : LumaColumns;
        ChromaRows = halvedRows
            ? AxisMap.Create(Fit.ContentHeight, Fit.SourceY, Fit.SourceHeight, halved: true, format.ChromaHeight)
            : LumaRows;
        Border = new TensorBorder(spec, Fit);
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

    /// <summary>The plan for some neighbouring columns of the picture.</summary>
    /// <param name="first">First column of the picture (not of the tensor).</param>
    /// <param name="count">Columns, at least 1.</param>
    public TensorizePlan Window(int first, int count) => new(this, first, count);

    /// <summary>Format of the frames.</summary>
    public FrameFormat Format { get; }

    /// <summary>The tensor.</summary>
    public InputSpec Spec { get; }

    /// <summary>Where the picture lies.</summary>
    public FrameToTensor Fit { get; }

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
}

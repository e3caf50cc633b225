namespace VideoDyn.Core.Frames;

/// <summary>
/// A part of a picture as a picture of its own, read where the pixels lie. It counts no references: what it shows is valid as
/// long as the whole picture is held, and it shows one after another.
/// </summary>
public sealed class FrameWindow : FrameLease
{
    /// <summary>Shows a part of a picture.</summary>
    /// <param name="frame">The whole picture, with pixels.</param>
    /// <param name="left">First column; even where chroma is halved across.</param>
    /// <param name="top">First row; even where chroma is halved down.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <returns>This window.</returns>
    /// <exception cref="ArgumentException">The part is empty, leaves the picture, or begins between two chroma samples.</exception>
    public FrameWindow Show(FrameLease frame, int left, int top, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(frame);
        FrameFormat whole = frame.Format;
        if (left < 0 || top < 0 || width < 1 || height < 1 || left > whole.Width - width || top > whole.Height - height)
            throw new ArgumentException($"{width}x{height} pixels from column {left} and row {top} are no part of a picture of {whole.Width}x{whole.Height}", nameof(frame));
        int across = whole.Layout is PixelLayout.Yuv420 or PixelLayout.Yuv422 ? 2 : 1, down = whole.Layout == PixelLayout.Yuv420 ? 2 : 1;
        if (left % across != 0 || top % down != 0)
            throw new ArgumentException($"a window of {whole.Layout} pixels begins at column {left} and row {top}, expected multiples of {across} and {down}", nameof(frame));
        (Index, StreamTime, Duration, Arrival, IsKeyFrame) = (frame.Index, frame.StreamTime, frame.Duration, frame.Arrival, frame.IsKeyFrame);
        Format = whole with { Width = width, Height = height };
        Luma = Cut(frame.Luma, left, top, width, height);
        if (whole.PlaneCount == 3)
        {
            ChromaU = Cut(frame.ChromaU, left / across, top / down, Format.ChromaWidth, Format.ChromaHeight);
            ChromaV = Cut(frame.ChromaV, left / across, top / down, Format.ChromaWidth, Format.ChromaHeight);
        }

        return this;
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        // The pixels belong to the whole picture.
    }

    private static FramePlane Cut(in FramePlane plane, int left, int top, int width, int height) =>
        new(plane.Data + left + ((nint)top * plane.Stride), plane.Stride, width, height);
}

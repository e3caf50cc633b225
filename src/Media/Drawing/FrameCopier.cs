using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Drawing;

/// <summary>
/// Copies frames of any layout into pooled pictures to draw on. Colours keep their matrix; full range becomes limited,
/// chroma of 4:2:2 and 4:4:4 is averaged, gray gets neutral chroma, and an odd last column or row is doubled.
/// </summary>
/// <remarks>Thread-safe. Steady copying allocates nothing: pictures come back when their last holder disposes them.</remarks>
public sealed class FrameCopier : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stack<CanvasFrame> _free = new();
    private bool _closed;

    /// <summary>Copies a frame.</summary>
    /// <param name="frame">Frame of any layout; it is only read.</param>
    /// <returns>A lease with one reference, owned by the caller, with the frame's index and times.</returns>
    /// <exception cref="ObjectDisposedException">The copier was disposed.</exception>
    public CanvasFrame Copy(FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        CanvasFrame? copy;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (!_free.TryPop(out copy))
                copy = new CanvasFrame(this);
        }

        copy.Begin(frame);
        bool widen = frame.Format.Range == ColorRange.Full;
        PlaneCopier.Luma(frame.Luma, copy.Canvas.Luma, widen);
        if (frame.Format.Layout == PixelLayout.Gray)
        {
            PlaneCopier.Neutral(copy.Canvas.ChromaU);
            PlaneCopier.Neutral(copy.Canvas.ChromaV);
        }
        else
        {
            PlaneCopier.Chroma(frame.ChromaU, frame.Format.Layout, copy.Canvas.ChromaU, widen);
            PlaneCopier.Chroma(frame.ChromaV, frame.Format.Layout, copy.Canvas.ChromaV, widen);
        }

        return copy;
    }

    /// <summary>Frees the pictures at rest; those still held are freed when they come back.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            while (_free.TryPop(out CanvasFrame? frame))
                frame.Free();
        }
    }

    internal void Return(CanvasFrame frame)
    {
        lock (_gate)
        {
            if (_closed)
                frame.Free();
            else
                _free.Push(frame);
        }
    }
}

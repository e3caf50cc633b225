using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Temporal.Focus;

/// <summary>A frame prepared for a focus model: small, to be glanced at, and larger, to cut a patch from.</summary>
/// <param name="model">Its sizes.</param>
public sealed class FocusPicture(FocusModel model)
{
    private readonly float[] _glance = new float[3 * model.Glance.Width * model.Glance.Height];
    private readonly float[] _focus = new float[3 * model.Focus.Width * model.Focus.Height];

    /// <summary>The small picture, channel by channel.</summary>
    public ReadOnlySpan<float> Glance => _glance;

    /// <summary>The larger picture, channel by channel.</summary>
    public ReadOnlySpan<float> Focus => _focus;

    /// <summary>Takes a frame.</summary>
    public void Write(FrameLease frame, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(tensorizer);
        tensorizer.Write(frame, model.Glance, MemoryMarshal.AsBytes(_glance.AsSpan()));
        tensorizer.Write(frame, model.Focus, MemoryMarshal.AsBytes(_focus.AsSpan()));
    }

    /// <summary>Takes a part of a frame, e.g. an object.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="area">The part, within the frame and at least a pixel wide and high.</param>
    /// <param name="tensorizer">Turns frames into tensors.</param>
    public void Write(FrameLease frame, in BoundingBox area, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(tensorizer);
        tensorizer.Write(frame, area, model.Glance, MemoryMarshal.AsBytes(_glance.AsSpan()));
        tensorizer.Write(frame, area, model.Focus, MemoryMarshal.AsBytes(_focus.AsSpan()));
    }

    /// <summary>Cuts a square out of the larger picture.</summary>
    /// <param name="x">Column of its left edge.</param>
    /// <param name="y">Row of its top edge.</param>
    /// <param name="side">Its side, inside the picture.</param>
    /// <param name="patch">Receives it, channel by channel.</param>
    public void CopyPatch(int x, int y, int side, Span<float> patch)
    {
        (int width, int height) = (model.Focus.Width, model.Focus.Height);
        for (int channel = 0; channel < 3; channel++)
        {
            for (int row = 0; row < side; row++)
                _focus.AsSpan((((channel * height) + y + row) * width) + x, side).CopyTo(patch[(((channel * side) + row) * side)..]);
        }
    }
}

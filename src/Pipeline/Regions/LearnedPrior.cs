using System.Globalization;
using VideoDyn.Core.State;
using VideoDyn.Pipeline.State;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Pipeline.Regions;

/// <summary>The places where a camera's objects were seen, as a part of its state that is kept between runs.</summary>
internal sealed class LearnedPrior(CropPrior prior) : IPersistentSlot
{
    private SavedState? _pending;
    private int _width;
    private int _height;

    /// <inheritdoc/>
    public string Name => PriorFile.FileName;

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public long Bytes => CropPrior.ByteCount;

    /// <summary>Why what was saved could not be used; null when it could, or when nothing was saved.</summary>
    public string? Problem { get; private set; }

    /// <summary>Tells the size of the frames, which decides whether what was saved is of this camera.</summary>
    public void Begin(int width, int height)
    {
        if ((width, height) == (_width, _height))
            return;
        (_width, _height) = (width, height);
        if (_pending is not { } saved)
            return;
        _pending = null;
        if ((saved.FrameWidth, saved.FrameHeight) != (width, height))
        {
            Problem = string.Create(
                CultureInfo.InvariantCulture,
                $"the saved state '{Name}' is of frames of {saved.FrameWidth}x{saved.FrameHeight}, the stream has {width}x{height}; started anew");
        }
        else if (!prior.TryRestore(saved.Content.Span))
        {
            Problem = $"the saved state '{Name}' is no grid of {CropPrior.Columns} x {CropPrior.Rows} cells with weights of at least 0; started anew";
        }
    }

    /// <inheritdoc/>
    public SavedState? Save() => _width == 0 ? null : new SavedState(_width, _height, prior.Save());

    /// <inheritdoc/>
    public void Restore(SavedState state) => _pending = state;

    /// <inheritdoc/>
    public void Reset(StateReset reason)
    {
        // An outage or a cut shows other pictures of the same place; another size is another camera.
        if (reason == StateReset.FrameSize)
            prior.Clear();
    }
}

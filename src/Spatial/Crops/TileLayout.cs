using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Spatial.Crops;

/// <summary>The tiles of frames of one size: each of the model's input size, at full resolution.</summary>
internal sealed class TileLayout
{
    private readonly TileOptions _options;
    private readonly InputSpec _input;
    private readonly List<BoundingBox> _boxes = [];
    private readonly List<CropArea> _tiles = [];

    public TileLayout(TileOptions options, InputSpec input) => (_options, _input) = (options, input);

    /// <summary>The tiles, row by row; none where the whole view shows the frame at full resolution.</summary>
    public IReadOnlyList<CropArea> Tiles => _tiles;

    /// <summary>Frame width that they are for; 0 before the first frame.</summary>
    public int FrameWidth { get; private set; }

    /// <summary>Frame height that they are for.</summary>
    public int FrameHeight { get; private set; }

    /// <summary>Whether the whole view is needed.</summary>
    public bool TakesWhole => _options.Whole || _tiles.Count == 0;

    /// <summary>Cuts frames of another size.</summary>
    /// <returns>Whether the size is another one than before.</returns>
    public bool Begin(int frameWidth, int frameHeight)
    {
        if ((frameWidth, frameHeight) == (FrameWidth, FrameHeight))
            return false;
        (FrameWidth, FrameHeight) = (frameWidth, frameHeight);
        _tiles.Clear();
        if (frameWidth <= _input.Width && frameHeight <= _input.Height)
            return true;
        int overlap = (int)Math.Ceiling(_options.Overlap * Math.Max(_input.Width, _input.Height));
        TileGrid.Cut(frameWidth, frameHeight, _input.Width, _input.Height, overlap, _boxes);
        foreach (BoundingBox box in _boxes)
            _tiles.Add(new CropArea(box, _input.Width, _input.Height, CropReason.Scan));
        return true;
    }
}

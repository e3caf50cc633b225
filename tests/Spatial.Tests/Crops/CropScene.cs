using VideoDyn.Core.Detections;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Spatial.Tests.Crops;

/// <summary>Frames of 1920x1080 as a crop policy is told about them.</summary>
internal static class CropScene
{
    public static BlockGrid Grid { get; } = new(new InputSpec { Width = 1024, Height = 1024, Resize = ResizeMode.LetterboxTopLeft }, 16, 1920, 1080);

    public static InputSpec Input { get; } = new() { Width = 416, Height = 416, Resize = ResizeMode.LetterboxTopLeft };

    public static BlockChange Change(double seconds, Func<int, int, bool>? changed = null, SceneCut cut = SceneCut.None)
    {
        var change = new BlockChange(Grid) { StreamTime = TimeSpan.FromSeconds(seconds), Cut = cut };
        int count = 0;
        for (int row = 0; row < Grid.Rows; row++)
        {
            for (int column = 0; column < Grid.Columns; column++)
            {
                int pixels = Grid.Pixels(row, column);
                bool differs = pixels > 0 && (changed?.Invoke(row, column) ?? false);
                count += differs ? 1 : 0;
                change[row, column] = new CellChange(0, 0, 0, differs ? 0.5f : 0, 16, 0.5f, TimeSpan.Zero, pixels);
            }
        }

        change.ChangedShare = (float)count / Grid.PictureCells;
        return change;
    }

    public static TrackedObject Track(BoundingBox box, float uncertainty) => new()
    {
        Id = 1,
        ClassId = 0,
        Box = box,
        Score = 0.8f,
        State = TrackState.Confirmed,
        Provenance = Provenance.Detected,
        StartTime = TimeSpan.Zero,
        LastDetected = TimeSpan.Zero,
        Age = TimeSpan.Zero,
        VelocityX = 0,
        VelocityY = 0,
        PositionUncertainty = uncertainty,
    };
}

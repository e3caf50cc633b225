using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Warp;

/// <summary>How a frame is warped towards what matters in it.</summary>
public sealed record ZoomOptions
{
    /// <summary>
    /// Most magnification of a row or column against the plain resize; none is shown larger than in the frame. 1 is the plain resize.
    /// Default 3, range 1 to 16.
    /// </summary>
    public double Most { get; init; } = 3;

    /// <summary>Share of the room that is given to objects and changes; the rest goes evenly to everything. Default 0.6, range 0 to 0.95.</summary>
    public double Share { get; init; } = 0.6;

    /// <summary>How far the room of an object reaches beyond it, as a share of the frame's side. Default 0.03, range 0 to 0.5.</summary>
    public double Spread { get; init; } = 0.03;

    /// <summary>The grid is estimated anew this often. Default 1 s, range 0.1 s to a day.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Share of changed pixels from which a cell has changed. Default 0.02, range 0 to 1.</summary>
    public double Changed { get; init; } = 0.02;

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate() => new OptionProblems("region.zoom")
        .Range(nameof(Most), Most, 1, 16)
        .Range(nameof(Share), Share, 0, 0.95)
        .Range(nameof(Spread), Spread, 0, 0.5)
        .Range(nameof(Every), Every, TimeSpan.FromSeconds(0.1), TimeSpan.FromDays(1))
        .Range(nameof(Changed), Changed, 0, 1)
        .Throw();
}

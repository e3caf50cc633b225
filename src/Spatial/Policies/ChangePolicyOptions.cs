using System.Numerics;
using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Policies;

/// <summary>When a block counts as changed, and when the whole picture is executed.</summary>
/// <remarks>Which pixels count as changed is decided by the change signal's dead-zone.</remarks>
public sealed record ChangePolicyOptions
{
    /// <summary>A block is executed when more than this share of its pixels changed. Default 0.01, range 0..1.</summary>
    public double Share { get; init; } = 0.01;

    /// <summary>
    /// No block stays unexecuted longer than this in stream time. Default 10 s, range 0.1 s to 1 day; null for no limit.
    /// Blocks come due spread over the last quarter of it, so that not all do in one frame.
    /// </summary>
    public TimeSpan? MaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The whole picture is executed at least this often in stream time, because stale neighbours leave traces in the
    /// feature maps. Default 30 s, range 0.1 s to 1 day; null for never.
    /// </summary>
    public TimeSpan? RefreshInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether another scene executes the whole picture. Default true.</summary>
    public bool RefreshOnSceneCut { get; init; } = true;

    /// <summary>
    /// The whole picture is executed when it became this much brighter or darker, in code values. Default 8, range 1..255;
    /// null for never.
    /// </summary>
    public double? RefreshBrightness { get; init; } = 8;

    /// <summary>
    /// The whole picture is executed when it moved this far, as a share of the frame's width. Default 0.1, range 0.001..1;
    /// null for never. Has no effect where the change signal does not measure motion.
    /// </summary>
    public double? RefreshMotion { get; init; } = 0.1;

    /// <summary>What to do with blocks that always change. Null never mutes.</summary>
    public MutingOptions? Muting { get; init; } = new();

    /// <summary>When blocks near a change are executed again.</summary>
    public SettlingOptions Settling { get; init; } = new();

    /// <summary>
    /// Areas to ignore: polygons with corners in shares of the frame, 0..1 from the top left, at least 3 corners each.
    /// Default none. Corners may be listed either way round; edges may cross (even-odd rule).
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Vector2>> Mask { get; init; } = [];

    /// <summary>A block is ignored when at least this share of its area is masked. Default 0.5, range 0.01..1.</summary>
    public double MaskCover { get; init; } = 0.5;

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate()
    {
        var least = TimeSpan.FromSeconds(0.1);
        var most = TimeSpan.FromDays(1);
        OptionProblems problems = new OptionProblems("region.change")
            .Range(nameof(Share), Share, 0, 1)
            .Range(nameof(MaxAge), MaxAge ?? most, least, most)
            .Range(nameof(RefreshInterval), RefreshInterval ?? most, least, most)
            .Range(nameof(RefreshBrightness), RefreshBrightness ?? 1, 1, 255)
            .Range(nameof(RefreshMotion), RefreshMotion ?? 1, 0.001, 1)
            .Range(nameof(MaskCover), MaskCover, 0.01, 1);
        Muting?.Check(problems);
        Settling.Check(problems);
        for (int i = 0; i < Mask.Count; i++)
        {
            if (Mask[i].Count < 3)
                problems.Add($"{nameof(Mask)}[{i}] has {Mask[i].Count} corners, expected at least 3");
            if (Mask[i].Any(corner => !(corner is { X: >= 0 and <= 1, Y: >= 0 and <= 1 })))
                problems.Add($"{nameof(Mask)}[{i}] has a corner outside the frame, expected shares of 0 to 1");
        }

        problems.Throw();
    }
}

using System.Numerics;

namespace VideoDyn.Core.Signals;

/// <summary>
/// How a frame differs, block by block, from what was last <em>processed</em>: never from the frame before, so a change
/// that is too slow to see from frame to frame adds up. Gates and block policies of a stream read the same object.
/// </summary>
/// <remarks>
/// The signal that computes it overwrites it for every frame. A frame of another size brings another object, since its
/// blocks cover other pixels.
/// </remarks>
/// <param name="grid">Blocks and their pixels.</param>
public sealed class BlockChange(BlockGrid grid)
{
    private readonly CellChange[] _cells = new CellChange[grid.Length];
    private readonly float[] _own = new float[grid.Length];
    private bool _isMotionOut;

    /// <summary>Blocks and their pixels.</summary>
    public BlockGrid Grid { get; } = grid;

    /// <summary>Index of the frame in its stream.</summary>
    public long FrameIndex { get; set; }

    /// <summary>Stream time of the frame.</summary>
    public TimeSpan StreamTime { get; set; }

    /// <summary>Whether, and why, nothing known so far holds for this frame.</summary>
    public SceneCut Cut { get; set; }

    /// <summary>Share of the picture's pixels beyond their block's dead-zone, 0..1.</summary>
    public float ChangedShare { get; set; }

    /// <summary>
    /// How much brighter (above 0) or darker the whole picture became, in code values: the median over pixels of their
    /// block's mean signed difference. Objects that move leave it near 0; lights and automatic exposure do not.
    /// </summary>
    public float GlobalBrightness { get; set; }

    /// <summary>
    /// How uneven the signed change is: the mean over pixels of the distance between their block's mean signed difference
    /// and <see cref="GlobalBrightness"/>, in code values. Small for a change of light, large for another scene.
    /// </summary>
    public float BrightnessSpread { get; set; }

    /// <summary>
    /// Motion of the whole picture since it was last processed, in frame pixels; null when too little changed to measure it,
    /// or when too little of the picture agrees.
    /// </summary>
    public Vector2? GlobalMotion { get; set; }

    /// <summary>Share of the picture's parts with texture that went the way of the whole, 0..1; 0 when it was not measured.</summary>
    public float MotionAgreement { get; set; }

    /// <summary>What the camera does.</summary>
    public CameraMotion Camera { get; set; }

    /// <summary>The blocks, row by row from the top left.</summary>
    public Span<CellChange> Cells => _cells;

    /// <summary>
    /// How far aside of their places in the frame the blocks look, in frame pixels, because a moving camera is followed: block
    /// pixels at x show frame pixels at x plus this. Zero where nothing is followed.
    /// </summary>
    public Vector2 Aside { get; set; }

    /// <summary>
    /// Blocks by which what was known of the blocks moved (right and down above 0) since something was processed last: block
    /// (row, column) is what block (row - Down, column - Across) was.
    /// </summary>
    public (int Across, int Down) Moved { get; set; }

    /// <summary>
    /// Share of a block's pixels that changed by themselves: those left when the motion of the whole picture is taken out.
    /// Without such a motion it is the block's <see cref="CellChange.Share"/>.
    /// </summary>
    /// <param name="index">Index of the block, row by row.</param>
    public float OwnShare(int index) => _isMotionOut ? _own[index] : _cells[index].Share;

    /// <summary>Says that the motion of the whole picture is taken out of this frame.</summary>
    /// <returns>Where the blocks' own shares belong, row by row; 0 each.</returns>
    public Span<float> TakeMotionOut()
    {
        _isMotionOut = true;
        Array.Clear(_own);
        return _own;
    }

    /// <summary>Forgets the motion of the frame before.</summary>
    public void ForgetMotion() => (GlobalMotion, MotionAgreement, Camera, _isMotionOut) = (null, 0, CameraMotion.Still, false);

    /// <summary>One block.</summary>
    /// <param name="row">From 0 at the top.</param>
    /// <param name="column">From 0 at the left.</param>
    public ref CellChange this[int row, int column] => ref _cells[(row * Grid.Columns) + column];
}

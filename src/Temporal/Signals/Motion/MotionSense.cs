using System.Numerics;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Signals;
using VideoDyn.Temporal.Signals.Kernels;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>
/// Asks whether the camera moved where much of the picture changed, and what changed besides. A still camera costs next to
/// nothing, and objects alone are no motion of the picture.
/// </summary>
/// <remarks>
/// A camera that moves changes what has most texture first. So where about half of the blocks with strong texture are what
/// they were, it is not asked; and where asking found no motion a few times, it is asked more and more rarely until it does.
/// </remarks>
/// <param name="variant">Instructions to use.</param>
/// <param name="pass">Compares cells.</param>
internal sealed class MotionSense(KernelVariant variant, CellPass pass) : IDisposable
{
    /// <summary>A moving camera changes at least this share of the blocks; where fewer changed it is not asked.</summary>
    private const double LeastBlocks = 0.12;

    /// <summary>Where more of the picture changed, it is asked each time: it may be another scene.</summary>
    private const float PerhapsAnother = 0.4f;

    /// <summary>So often in a row nothing may be found before it is asked more rarely.</summary>
    private const int Patience = 3;

    /// <summary>Most frames that are left out then.</summary>
    private const int MostLeftOut = 8;

    /// <summary>Share of a block's samples that makes it a changed one here.</summary>
    private const float ChangedBlock = 0.01f;

    /// <summary>The picture moved when so much of what has texture went the same way; objects are rarely half of it.</summary>
    private const float Confident = 0.55f;

    /// <summary>Samples below which nothing is gained by moving pictures over each other.</summary>
    private const float Least = 0.1f;

    private readonly MotionSearch _search = new(variant);
    private readonly ShiftedPlane _shifted = new();
    private readonly CameraPath _path = new();
    private readonly StrongBlocks _strong = new(variant, ChangedBlock);
    private CellSums[] _sums = [];
    private Vector2 _expected;
    private int _failures;
    private int _leftOut;

    /// <summary>Bytes held.</summary>
    public long Bytes => _search.Bytes + _shifted.Bytes;

    /// <summary>Measures the motion of a frame that was compared already.</summary>
    /// <param name="change">Its change; motion and what moved besides are set.</param>
    /// <param name="cells">The blocks in samples.</param>
    /// <param name="now">Its samples.</param>
    /// <param name="before">What was last processed.</param>
    /// <param name="deadZones">Dead-zone of each block.</param>
    /// <param name="pixels">Pixels across a sample.</param>
    public void Measure(BlockChange change, BlockGrid cells, in FramePlane now, in FramePlane before, ReadOnlySpan<byte> deadZones, int pixels)
    {
        change.ForgetMotion();
        if (!IsLikely(change, cells, before))
        {
            _path.See(Vector2.Zero, change.Grid.FrameWidth, change.StreamTime);
            return;
        }

        change.Camera = CameraMotion.Unclear;
        if (_leftOut > 0 && change.ChangedShare < PerhapsAnother)
        {
            _leftOut--;
            return;
        }

        PictureMotion motion = _search.Find(now, before, _expected) ?? default;
        bool isFound = motion.Agreement >= Confident;
        Count(isFound && motion.Shift.Length() >= Least);
        change.MotionAgreement = motion.Agreement;
        if (!isFound)
            return;
        _expected = motion.Shift;
        change.GlobalMotion = motion.Shift * pixels;
        change.Camera = _path.See(motion.Shift * pixels, change.Grid.FrameWidth, change.StreamTime);
        if (motion.Shift.Length() < Least)
            return;
        FramePlane moved = _shifted.Move(before, motion.Shift, now, out (int From, int To) columns, out (int From, int To) rows);
        if (_sums.Length != cells.Length)
            _sums = new CellSums[cells.Length];
        pass.Run(cells, now, moved, deadZones, _sums);
        SetOwn(change, cells, columns, rows);
    }

    /// <summary>The frame measured last became what later ones are compared with.</summary>
    public void Anchor()
    {
        _path.Anchor();
        _expected = default;
    }

    /// <summary>What later frames are compared with was moved after the picture.</summary>
    public void Followed() => _expected = default;

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _path.Clear();
        _expected = default;
        _failures = _leftOut = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _search.Dispose();
        _shifted.Dispose();
    }

    private bool IsLikely(BlockChange change, BlockGrid cells, in FramePlane before)
    {
        int changed = 0;
        foreach (ref readonly CellChange cell in change.Cells)
            changed += cell.Pixels > 0 && cell.Share > ChangedBlock ? 1 : 0;
        return changed >= LeastBlocks * change.Grid.PictureCells && _strong.HaveChanged(change, cells, before);
    }

    private void Count(bool hasMoved)
    {
        _failures = hasMoved ? 0 : Math.Min(_failures + 1, Patience + MostLeftOut);
        _leftOut = Math.Max(0, _failures - Patience);
    }

    // A block that is half outside of what was seen before shows something new.
    private void SetOwn(BlockChange change, BlockGrid cells, (int From, int To) columns, (int From, int To) rows)
    {
        Span<float> own = change.TakeMotionOut();
        for (int row = 0; row < cells.Rows; row++)
        {
            PixelRange lines = cells.Row(row);
            for (int column = 0; column < cells.Columns; column++)
            {
                PixelRange across = cells.Column(column);
                int index = (row * cells.Columns) + column, count = lines.Length * across.Length;
                if (count == 0)
                    continue;
                int seen = Overlap(lines, rows) * Overlap(across, columns);
                own[index] = 2 * seen < count ? 1 : (float)_sums[index].Beyond / count;
            }
        }
    }

    private static int Overlap(PixelRange range, (int From, int To) seen) => Math.Max(0, Math.Min(range.End, seen.To) - Math.Max(range.Start, seen.From));
}

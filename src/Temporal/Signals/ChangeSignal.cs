using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;
using VideoDyn.Temporal.Signals.Kernels;
using VideoDyn.Temporal.Signals.Motion;

namespace VideoDyn.Temporal.Signals;

/// <summary>
/// Compares every frame of a stream with what was last processed, block by block, in one pass over the decoded luma.
/// </summary>
/// <remarks>
/// <para>Where the model is shown the picture at half its size or less, the luma is halved first (<see cref="PixelsPerSample"/>):
/// what the resize averages away is noise to the model as well.</para>
/// <para>For every frame call <see cref="Observe"/>, and after an analysis say with <see cref="MarkProcessed"/> which
/// blocks it executed (all of them after a dense one). Frames that were skipped or whose result was reused mark nothing;
/// then changes add up until they are seen.</para>
/// <para>One instance serves one stream and one thread. After the first frame of a size it allocates nothing.</para>
/// </remarks>
public sealed class ChangeSignal : IDisposable
{
    private static readonly TimeSpan s_never = TimeSpan.MinValue;
    private readonly InputSpec _input;
    private readonly int _blockSize;
    private readonly ChangeSignalOptions _options;
    private readonly CellPass _pass;
    private readonly float _idleShare;
    private readonly LumaSamples _samples;
    private readonly ReferenceLuma _reference = new();
    private readonly BrightnessMedian _brightness = new();
    private readonly MotionSense _motion;
    private readonly ContentMatch _content;
    private BlockChange? _change;
    private FollowedView? _view;
    private BlockGrid? _cells;
    private NoiseFloors _noise;
    private BlockMask _all = new(1, 1);
    private CellSums[] _sums = [];
    private TimeSpan[] _processedAt = [];
    private TimeSpan _observedAt;
    private SceneCut _pending = SceneCut.FirstFrame;

    /// <summary>Creates the signal of one stream.</summary>
    /// <param name="input">Size and resize mode of the model's input, which the blocks belong to.</param>
    /// <param name="blockSize">Side of a block in input pixels, at least 1.</param>
    /// <param name="options">What counts as a change.</param>
    /// <param name="variant">Instructions to use; null for the best this process may use.</param>
    /// <exception cref="VideoDynException">An option is out of range, or the processor lacks the variant (kind Configuration).</exception>
    public ChangeSignal(InputSpec input, int blockSize, ChangeSignalOptions options, KernelVariant? variant = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _input = input;
        _blockSize = blockSize;
        _options = options;
        _idleShare = (float)options.IdleShare;
        KernelVariant instructions = InstructionSet.Require(variant ?? InstructionSet.Active);
        _pass = new CellPass(instructions);
        _samples = new LumaSamples(instructions);
        _motion = new MotionSense(instructions, _pass);
        _content = new ContentMatch(instructions);
        MeasuresMotion = options.FollowStep > 0;
        _noise = new NoiseFloors(0, options);
    }

    /// <summary>Native memory of reference and samples in bytes.</summary>
    public long Bytes => _reference.Bytes + _samples.Bytes + _motion.Bytes;

    /// <summary>
    /// Pixels across a sample of the luma that is compared: 1, or 2 or 4 where the model is shown the picture at least about
    /// that much smaller. 1 before the first frame.
    /// </summary>
    public int PixelsPerSample => _samples.PixelsPerSample;

    /// <summary>
    /// Whether the motion of the whole picture is looked for where much changed, which takes about half a millisecond then.
    /// Always so where blocks follow it; else false until somebody wants to know.
    /// </summary>
    public bool MeasuresMotion { get; set; }

    /// <summary>Measures a frame.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <returns>The change, overwritten by the next call.</returns>
    public BlockChange Observe(FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        BlockChange change = Prepare(frame);
        change.FrameIndex = frame.Index;
        change.StreamTime = frame.StreamTime;
        change.Cut = _pending;
        change.ForgetMotion();
        change.Aside = _view?.Aside ?? default;
        _samples.LookAt(_view?.Luma ?? default);
        FramePlane luma = _samples.TakeNew(frame);
        if (_pending == SceneCut.None)
        {
            _samples.FillBeyond(_reference.Plane);
            _pass.Run(_cells!, luma, _reference.Plane, _noise.DeadZones, _sums);
        }

        Fill(change);
        if (change.Cut == SceneCut.None && MeasuresMotion)
        {
            _motion.Measure(change, _cells!, luma, _reference.Plane, _noise.DeadZones, PixelsPerSample);
            Follow(change, frame);
        }

        // What has only moved is no other scene.
        if (change.Cut == SceneCut.None && change.GlobalMotion is null && change.ChangedShare >= _options.CutShare && change.BrightnessSpread >= _options.CutSpread)
            change.Cut = SceneCut.Content;
        _observedAt = frame.StreamTime;
        return change;
    }

    /// <summary>Looks in the frame that was observed last for what a box showed when it was processed.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="seen">The box, in frame pixels.</param>
    /// <param name="expected">Where its content is expected.</param>
    /// <returns>How far from there it is, in frame pixels; null where that cannot be told, and where blocks follow the camera.</returns>
    public Vector2? Astray(FrameLease frame, in BoundingBox seen, in BoundingBox expected)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_pending != SceneCut.None || _view is not null || _change is not { } change || !IsOfSize(change.Grid, frame))
            return null;
        float scale = 1f / PixelsPerSample;
        Vector2 moved = new Vector2(expected.X1 + expected.X2 - seen.X1 - seen.X2, expected.Y1 + expected.Y2 - seen.Y1 - seen.Y2) * (scale / 2);
        var box = new BoundingBox(seen.X1 * scale, seen.Y1 * scale, seen.X2 * scale, seen.Y2 * scale);
        return _content.Find(_reference.Plane, _samples.Take(frame), box, moved, (int)MathF.Round(change.GlobalBrightness)) * PixelsPerSample;
    }

    /// <summary>Takes over a frame's blocks as the last processed content.</summary>
    /// <param name="frame">The frame that was analyzed, of the size of the last observed one.</param>
    /// <param name="mask">The blocks that were executed; null for all.</param>
    /// <exception cref="InvalidOperationException">No frame of this size was observed last.</exception>
    /// <exception cref="ArgumentException">The mask has another number of blocks.</exception>
    public void MarkProcessed(FrameLease frame, BlockMask? mask)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_change?.Grid is not { } grid || !IsOfSize(grid, frame))
            throw new InvalidOperationException($"a frame of {frame.Format.Width}x{frame.Format.Height} was not observed last");
        mask ??= _all;
        if (mask.Columns != grid.Columns || mask.Rows != grid.Rows)
            throw new ArgumentException($"the mask has {mask.Columns} x {mask.Rows} blocks, expected {grid.Columns} x {grid.Rows}", nameof(mask));
        if (mask == _all)
            _view?.Anchor();
        _change.Moved = default;
        _samples.LookAt(_view?.Luma ?? default);
        _reference.CopyCells(_samples.Take(frame), _cells!, mask);
        for (int row = 0; row < grid.Rows; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
            {
                if (mask[row, column])
                    _processedAt[(row * grid.Columns) + column] = frame.StreamTime;
            }
        }

        // Where only some blocks are taken over, the others still show the place before, unless they are few.
        if (2 * mask.Count >= grid.Length)
            _motion.Anchor();
        _pending = SceneCut.None;
    }

    /// <summary>Forgets what was processed, e.g. after an outage; the next frame is a <see cref="SceneCut.Reset"/>.</summary>
    public void Reset()
    {
        if (_pending != SceneCut.FirstFrame)
            _pending = SceneCut.Reset;
        _motion.Clear();
        _view?.Anchor();
        Array.Fill(_processedAt, s_never);
    }

    /// <summary>Noise floor of each block in code values, row by row; 0 where nothing was learned. Empty before the first frame.</summary>
    public ReadOnlySpan<float> NoiseFloors => _noise.All;

    /// <summary>Goes on from noise floors that an earlier run learned. Call it after the first frame was observed.</summary>
    /// <param name="floors">One for each block, in code values.</param>
    /// <exception cref="ArgumentException">There is another number of blocks.</exception>
    public void RestoreNoise(ReadOnlySpan<float> floors)
    {
        if (floors.Length != _noise.All.Length)
            throw new ArgumentException($"there are {floors.Length} noise floors and {_noise.All.Length} blocks", nameof(floors));
        _noise.Restore(floors);
    }

    /// <summary>Forgets the noise floors, e.g. because the camera was turned.</summary>
    public void ForgetNoise() => _noise.Clear();

    /// <summary>Frees the reference.</summary>
    public void Dispose()
    {
        _reference.Dispose();
        _pass.Dispose();
        _samples.Dispose();
        _motion.Dispose();
    }

    private static bool IsOfSize(BlockGrid grid, FrameLease frame) =>
        grid.FrameWidth == frame.Luma.Width && grid.FrameHeight == frame.Luma.Height;

    private BlockChange Prepare(FrameLease frame)
    {
        if (_change is { } known && IsOfSize(known.Grid, frame))
            return known;
        if (_change is not null && _pending != SceneCut.FirstFrame)
            _pending = SceneCut.FrameSize;
        var grid = new BlockGrid(_input, _blockSize, frame.Luma.Width, frame.Luma.Height);
        _cells = _samples.Resize(_input, _blockSize, frame.Luma.Width, frame.Luma.Height);
        _reference.Resize(_cells.FrameWidth, _cells.FrameHeight);
        _view = _options.FollowStep > 0 ? new FollowedView(grid, _options.FollowStep, PixelsPerSample) : null;
        _samples.LookAt(default);
        _noise = new NoiseFloors(grid.Length, _options);
        _all = new BlockMask(grid.Columns, grid.Rows);
        _all.Fill(true);
        _sums = new CellSums[grid.Length];
        _processedAt = new TimeSpan[grid.Length];
        Array.Fill(_processedAt, s_never);
        _observedAt = frame.StreamTime;
        return _change = new BlockChange(grid);
    }

    // Where the camera moved, the blocks look after what they showed, and are compared anew.
    private void Follow(BlockChange change, FrameLease frame)
    {
        if (_view is null || change.GlobalMotion is not { } motion || !_view.Follow(motion))
            return;
        _motion.Followed();
        (int across, int down) = (_view.Steps.Across * _options.FollowStep, _view.Steps.Down * _options.FollowStep);
        if ((across, down) != (0, 0))
        {
            _reference.Move(_view.Samples.X, _view.Samples.Y);
            BlockMoves.Move(_processedAt, change.Grid.Columns, across, down, s_never);
            _noise.Move(change.Grid.Columns, across, down);
            change.Moved = (change.Moved.Across + across, change.Moved.Down + down);
        }

        change.Aside = _view.Aside;
        _samples.LookAt(_view.Luma);
        FramePlane luma = _samples.Take(frame);
        // Out of sight nothing changes, and what a block showed there goes on to hold.
        _samples.FillBeyond(_reference.Plane);
        _pass.Run(_cells!, luma, _reference.Plane, _noise.DeadZones, _sums);
        Fill(change);
    }

    private void Fill(BlockChange change)
    {
        BlockGrid grid = _cells!;
        Span<CellChange> cells = change.Cells;
        float weight = _noise.WeightOf(change.StreamTime - _observedAt);
        long beyond = 0;
        long pixels = 0;
        _brightness.Clear();
        for (int row = 0; row < grid.Rows; row++)
        {
            int height = grid.Row(row).Length;
            for (int column = 0; column < grid.Columns; column++)
            {
                int cell = (row * grid.Columns) + column;
                int count = height * grid.Column(column).Length;
                if (count == 0)
                {
                    cells[cell] = new CellChange(0, 0, 0, 0, 0, 0, AgeOf(cell, change.StreamTime), 0);
                    continue;
                }

                bool known = _processedAt[cell] != s_never;
                cells[cell] = known
                    ? Compared(cell, count, change.StreamTime, weight)
                    : new CellChange(255, 0, 255, 1, _noise.DeadZones[cell], _noise[cell], TimeSpan.MaxValue, count);
                beyond += known ? _sums[cell].Beyond : count;
                pixels += count;
            }
        }

        _brightness.Measure(change);
        change.ChangedShare = (float)beyond / pixels;
    }

    private CellChange Compared(int cell, int count, TimeSpan now, float weight)
    {
        ref readonly CellSums sums = ref _sums[cell];
        byte deadZone = _noise.DeadZones[cell];
        float one = 1f / count;
        float mean = sums.Absolute * one;
        float bias = ((2 * sums.Brighter) - sums.Absolute) * one;
        float share = (float)sums.Beyond / count;
        _brightness.Add(bias, count);
        if (share <= _idleShare)
            _noise.Learn(cell, mean, bias, weight);
        return new CellChange(mean, bias, sums.Maximum, share, deadZone, _noise[cell], AgeOf(cell, now), count);
    }

    private TimeSpan AgeOf(int cell, TimeSpan now)
    {
        TimeSpan processed = _processedAt[cell];
        return processed == s_never ? TimeSpan.MaxValue : now > processed ? now - processed : TimeSpan.Zero;
    }
}

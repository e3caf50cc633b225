using System.Globalization;
using VideoDyn.Core.Signals;
using VideoDyn.Core.State;
using VideoDyn.Spatial.Policies;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Regions;

/// <summary>
/// What a stream's blocks taught in the course of time: their noise floors, and which of them always change. It takes
/// half a minute to learn, so it is kept from run to run.
/// </summary>
internal sealed class LearnedBlocks(ChangeSignal signal, ChangePolicy policy) : IPersistentSlot
{
    private const int BytesPerBlock = (5 * sizeof(float)) + 1;
    private SavedState? _pending;
    private BlockGrid? _grid;

    /// <inheritdoc/>
    public string Name => "learned-blocks";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public long Bytes => (long)(_grid?.Length ?? 0) * BytesPerBlock;

    /// <summary>Why an earlier run's state was not taken over; null when it was, or there was none.</summary>
    public string? Problem { get; private set; }

    /// <summary>Learns the blocks of the stream with its first frame of a size, after signal and policy have seen it.</summary>
    public void Begin(BlockGrid grid)
    {
        _grid = grid;
        if (_pending is not { } saved)
            return;
        _pending = null;
        if ((saved.FrameWidth, saved.FrameHeight) != (grid.FrameWidth, grid.FrameHeight))
        {
            Problem = string.Create(
                CultureInfo.InvariantCulture,
                $"the saved state '{Name}' is of frames of {saved.FrameWidth}x{saved.FrameHeight}, the stream has {grid.FrameWidth}x{grid.FrameHeight}; started anew");
        }
        else if (saved.Content.Length != grid.Length * BytesPerBlock)
        {
            Problem = $"the saved state '{Name}' is of {saved.Content.Length / BytesPerBlock} blocks, the stream has {grid.Length}; started anew";
        }
        else
        {
            Apply(saved.Content, grid.Length);
        }
    }

    /// <inheritdoc/>
    public SavedState? Save()
    {
        if (_grid is null)
            return null;
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        ReadOnlySpan<float> floors = signal.NoiseFloors;
        IReadOnlyList<BlockHabit> habits = policy.Habits();
        for (int block = 0; block < _grid.Length; block++)
        {
            BlockHabit habit = block < habits.Count ? habits[block] : default;
            writer.Write(floors[block]);
            writer.Write(habit.Activity);
            writer.Write(habit.Level);
            writer.Write(habit.Deviation);
            writer.Write(habit.Seconds);
            writer.Write(habit.IsMuted);
        }

        return new SavedState(_grid.FrameWidth, _grid.FrameHeight, bytes.ToArray());
    }

    /// <inheritdoc/>
    public void Restore(SavedState state) => _pending = state;

    /// <summary>An outage teaches nothing new about noise; another scene or size does.</summary>
    public void Reset(StateReset reason)
    {
        if (reason == StateReset.Outage)
            return;
        signal.ForgetNoise();
        policy.ForgetHabits();
    }

    private void Apply(ReadOnlyMemory<byte> content, int blocks)
    {
        using var bytes = new MemoryStream(content.ToArray());
        using var reader = new BinaryReader(bytes);
        float[] floors = new float[blocks];
        var habits = new BlockHabit[blocks];
        for (int block = 0; block < blocks; block++)
        {
            floors[block] = reader.ReadSingle();
            habits[block] = new BlockHabit(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadBoolean());
        }

        if (floors.Any(floor => floor is not (>= 0 and <= 255)) || habits.Any(habit => !IsSound(habit)))
        {
            Problem = $"the saved state '{Name}' holds numbers out of range; started anew";
            return;
        }

        signal.RestoreNoise(floors);
        policy.Restore(habits);
    }

    private static bool IsSound(in BlockHabit habit) =>
        habit is { Activity: >= 0 and <= 1, Level: >= 0 and <= 255, Deviation: >= 0 and <= 255, Seconds: >= 0 } && float.IsFinite(habit.Seconds);
}

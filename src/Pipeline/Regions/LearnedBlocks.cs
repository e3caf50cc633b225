using System.Globalization;
using VideoDyn.Core.Signals;
using VideoDyn.Core.State;
using VideoDyn.Spatial.Policies;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Regions;

/// <summary>The noise floors of a stream's blocks, and which of them always change: half a minute's learning.</summary>
internal sealed class LearnedBlocks(ChangeSignal signal, ChangePolicy policy) : LearnedSlot
{
    private const int BytesPerBlock = (5 * sizeof(float)) + 1;

    /// <inheritdoc/>
    public override string Name => "learned-blocks";

    /// <inheritdoc/>
    public override long Bytes => (long)(Grid?.Length ?? 0) * BytesPerBlock;

    /// <inheritdoc/>
    protected override string? Take(SavedState saved, BlockGrid grid)
    {
        if ((saved.FrameWidth, saved.FrameHeight) != (grid.FrameWidth, grid.FrameHeight))
            return string.Create(CultureInfo.InvariantCulture, $"is of frames of {saved.FrameWidth}x{saved.FrameHeight}, the stream has {grid.FrameWidth}x{grid.FrameHeight}");
        if (saved.Content.Length != grid.Length * BytesPerBlock)
            return $"is of {saved.Content.Length / BytesPerBlock} blocks, the stream has {grid.Length}";
        using var bytes = new MemoryStream(saved.Content.ToArray());
        using var reader = new BinaryReader(bytes);
        float[] floors = new float[grid.Length];
        var habits = new BlockHabit[grid.Length];
        for (int block = 0; block < grid.Length; block++)
        {
            floors[block] = reader.ReadSingle();
            habits[block] = new BlockHabit(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadBoolean());
        }

        if (floors.Any(floor => floor is not (>= 0 and <= 255)) || habits.Any(habit => !IsSound(habit)))
            return "holds numbers out of range";
        signal.RestoreNoise(floors);
        policy.Restore(habits);
        return null;
    }

    /// <inheritdoc/>
    protected override byte[] Content(BlockGrid grid)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        ReadOnlySpan<float> floors = signal.NoiseFloors;
        IReadOnlyList<BlockHabit> habits = policy.Habits();
        for (int block = 0; block < grid.Length; block++)
        {
            BlockHabit habit = block < habits.Count ? habits[block] : default;
            writer.Write(floors[block]);
            writer.Write(habit.Activity);
            writer.Write(habit.Level);
            writer.Write(habit.Deviation);
            writer.Write(habit.Seconds);
            writer.Write(habit.IsMuted);
        }

        return bytes.ToArray();
    }

    /// <inheritdoc/>
    protected override void Forget()
    {
        signal.ForgetNoise();
        policy.ForgetHabits();
    }

    private static bool IsSound(in BlockHabit habit) =>
        habit is { Activity: >= 0 and <= 1, Level: >= 0 and <= 255, Deviation: >= 0 and <= 255, Seconds: >= 0 } && float.IsFinite(habit.Seconds);
}

using System.Globalization;
using System.Runtime.InteropServices;
using VideoDyn.Core.State;

namespace VideoDyn.Temporal.Sequences;

/// <summary>
/// What a sequence model remembers about a stream: state, increment, steps until the next look, and the label told last.
/// It outlives restarts, and with a state folder also the program.
/// </summary>
public sealed class SequenceState : IPersistentSlot
{
    private const int HeaderBytes = 3 * sizeof(int);
    private readonly float[] _state;
    private SavedState? _pending;

    internal SequenceState(int units, string name)
    {
        Name = name;
        _state = new float[units];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public long Bytes => HeaderBytes + ((long)_state.Length * sizeof(float));

    /// <summary>Why an earlier run's state was not taken over; null when it was, or there was none.</summary>
    public string? Problem { get; private set; }

    /// <summary>How often it was reset in the middle of a stream.</summary>
    public int Resets { get; private set; }

    /// <summary>The recurrent state.</summary>
    internal Span<float> State => _state;

    /// <summary>Increment of the last update.</summary>
    internal float Increment { get; set; } = 1;

    /// <summary>Steps until the next look; 0 for at once.</summary>
    internal long StepsLeft { get; set; }

    /// <summary>Whether there was an update since the state began.</summary>
    internal bool HasUpdates { get; set; }

    /// <summary>Counts resets, so that whoever uses the state notices one.</summary>
    internal int Epoch { get; private set; }

    /// <summary>Frame size of the stream; a size of 0 before the first frame.</summary>
    internal (int Width, int Height) FrameSize { get; private set; }

    /// <inheritdoc/>
    public SavedState? Save()
    {
        if (!HasUpdates)
            return null;
        byte[] content = new byte[Bytes];
        Span<int> header = MemoryMarshal.Cast<byte, int>(content.AsSpan(0, HeaderBytes));
        header[0] = _state.Length;
        header[1] = BitConverter.SingleToInt32Bits(Increment);
        header[2] = (int)Math.Min(StepsLeft, int.MaxValue);
        _state.CopyTo(MemoryMarshal.Cast<byte, float>(content.AsSpan(HeaderBytes)));
        return new SavedState(FrameSize.Width, FrameSize.Height, content);
    }

    /// <inheritdoc/>
    public void Restore(SavedState state) => _pending = state;

    /// <inheritdoc/>
    public void Reset(StateReset reason)
    {
        if (HasUpdates)
            Resets++;
        Clear();
    }

    /// <summary>Learns the size of the stream's frames, and takes over what an earlier run kept if it fits.</summary>
    internal void Begin(int width, int height)
    {
        if (FrameSize == (width, height))
            return;
        bool isFirst = FrameSize.Width == 0;
        FrameSize = (width, height);
        if (!isFirst)
            Reset(StateReset.FrameSize);
        if (_pending is not { } saved)
            return;
        _pending = null;
        if ((saved.FrameWidth, saved.FrameHeight) != (width, height))
        {
            Problem = string.Create(
                CultureInfo.InvariantCulture,
                $"the saved state '{Name}' is of frames of {saved.FrameWidth}x{saved.FrameHeight}, the stream has {width}x{height}; started anew");
        }
        else if (!Apply(saved.Content.Span))
        {
            Clear();
            Problem = $"the saved state '{Name}' does not fit {_state.Length} units; started anew";
        }
    }

    private bool Apply(ReadOnlySpan<byte> content)
    {
        if (content.Length != Bytes)
            return false;
        ReadOnlySpan<int> header = MemoryMarshal.Cast<byte, int>(content[..HeaderBytes]);
        ReadOnlySpan<float> state = MemoryMarshal.Cast<byte, float>(content[HeaderBytes..]);
        float increment = BitConverter.Int32BitsToSingle(header[1]);
        if (header[0] != _state.Length || !float.IsFinite(increment) || header[2] < 0)
            return false;
        foreach (float value in state)
        {
            if (!float.IsFinite(value))
                return false;
        }

        state.CopyTo(_state);
        (Increment, StepsLeft, HasUpdates) = (increment, header[2], true);
        return true;
    }

    private void Clear()
    {
        Array.Clear(_state);
        (Increment, StepsLeft, HasUpdates) = (1, 0, false);
        Epoch++;
    }
}

using System.Buffers.Binary;
using VideoDyn.Core.State;

namespace VideoDyn.Temporal.Gates.Adaptive;

/// <summary>Keeps the loss that a stream needs from run to run: four numbers.</summary>
/// <param name="control">Whose.</param>
/// <param name="target">The agreement it was found for; for another one the search begins anew.</param>
/// <param name="reset">Called when the stream begins anew; the loss stays, because it is about the camera.</param>
internal sealed class LossSlot(LossControl control, double target, Action reset) : IPersistentSlot
{
    private const int Numbers = 4;

    public string Name => "gate-adaptive";

    public int Version => 1;

    public long Bytes => Numbers * sizeof(double);

    /// <summary>Size of the frames that it was found with.</summary>
    public (int Width, int Height) FrameSize { get; set; }

    public void Reset(StateReset reason) => reset();

    public SavedState? Save()
    {
        if (FrameSize.Width == 0)
            return null;
        byte[] content = new byte[Numbers * sizeof(double)];
        ReadOnlySpan<double> numbers = [target, control.Loss, control.Matched, control.Wrong];
        for (int index = 0; index < numbers.Length; index++)
            BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(index * sizeof(double)), numbers[index]);
        return new SavedState(FrameSize.Width, FrameSize.Height, content);
    }

    public void Restore(SavedState state)
    {
        if (state.Content.Length != Numbers * sizeof(double))
            return;
        Span<double> numbers = stackalloc double[Numbers];
        for (int index = 0; index < numbers.Length; index++)
            numbers[index] = BinaryPrimitives.ReadDoubleLittleEndian(state.Content.Span[(index * sizeof(double))..]);
        if (numbers[0] == target && double.IsFinite(numbers[1]) && numbers[2] is >= 0 and < 1e6 && numbers[3] is >= 0 and < 1e6)
            control.Restore(numbers[1], numbers[2], numbers[3]);
    }
}

using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Spatial.Policies.Masks;

namespace VideoDyn.Spatial.Policies;

/// <summary>Replays recorded masks by frame index, so that engines can be compared on the same work.</summary>
public sealed class RecordedPolicy : BlockPolicy
{
    private readonly MaskRecording _recording;

    /// <summary>Creates the policy.</summary>
    /// <param name="recording">What to replay.</param>
    public RecordedPolicy(MaskRecording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        _recording = recording;
    }

    /// <inheritdoc/>
    public override string Name => "recorded";

    private protected override void Start(BlockGrid grid)
    {
        if (grid.Columns != _recording.Columns || grid.Rows != _recording.Rows || grid.BlockSize != _recording.BlockSize)
        {
            throw VideoDynException.Input(
                $"{_recording} does not fit the model's input, which has {grid.Columns} x {grid.Rows} blocks of {grid.BlockSize}");
        }
    }

    private protected override RefreshCause CauseOf(BlockChange change) =>
        _recording.MaskOf(change.FrameIndex) is null ? RefreshCause.Always : RefreshCause.None;

    private protected override void Choose(BlockChange change, BlockDecision decision)
    {
        BlockMask mask = _recording.MaskOf(change.FrameIndex) ?? throw new InvalidOperationException("a refresh has no mask");
        Borders.Mark(change, decision);
        for (int row = 0; row < mask.Rows; row++)
        {
            for (int column = 0; column < mask.Columns; column++)
            {
                if (mask[row, column])
                    decision.Set(row, column, BlockReason.Recorded);
            }
        }
    }
}

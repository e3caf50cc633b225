using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies.Online;

/// <summary>
/// A policy that learns on the stream, without labels, which blocks are worth executing: a tiny net gives each block a
/// probability, lots decide, and what the executed blocks changed in the output is the reward. The executed share is drawn
/// to a target.
/// </summary>
/// <remarks>
/// Verelst and Tuytelaars, "BlockCopy: High-Resolution Video Processing with Block-Sparse Feature Propagation and Online
/// Policies", ICCV 2021. The lots of a frame depend on the seed and the frame's index, so a file gives the same run again.
/// Boxes are what it learns from; models without boxes teach it nothing.
/// </remarks>
public sealed class OnlinePolicy : BlockPolicy, IPicturePolicy
{
    private readonly OnlinePolicyOptions _options;
    private OnlineLearner? _learner;
    private InformationGain? _gain;
    private BlockDecision? _decision;
    private float[] _now = [];
    private float[] _before = [];
    private TimeSpan _refreshedAt;

    /// <summary>Creates the policy.</summary>
    /// <param name="options">Target and pace.</param>
    /// <exception cref="VideoDynException">An option is out of range (kind Configuration).</exception>
    public OnlinePolicy(OnlinePolicyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <inheritdoc/>
    public override string Name => "online";

    /// <summary>Probability of each block in the last frame that was not executed as a whole; empty before the first frame.</summary>
    public ReadOnlySpan<float> Probabilities => _learner is null ? default : _learner.Probabilities;

    /// <summary>How many singles <see cref="Save"/> gives; 0 before the first frame.</summary>
    public int StateLength => _learner?.StateLength ?? 0;

    /// <summary>Weights and running means; empty before the first frame. A new array.</summary>
    public float[] Save()
    {
        if (_learner is null)
            return [];
        float[] state = new float[_learner.StateLength];
        _learner.Save(state);
        return state;
    }

    /// <summary>Goes on from what an earlier run learned about the same blocks. Call it after the first decision.</summary>
    /// <param name="state">From <see cref="Save"/>.</param>
    /// <returns>Whether it was taken over; false for numbers that cannot be weights of this net.</returns>
    public bool TryRestore(ReadOnlySpan<float> state) => _learner?.TryRestore(state) ?? false;

    /// <summary>Forgets what was learned, e.g. because the camera was turned.</summary>
    public void Forget() => _learner?.Begin();

    /// <inheritdoc/>
    public void See(FrameLease frame, BlockGrid grid)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(grid);
        if (_now.Length != grid.Length * BlockLuma.Values)
        {
            _now = new float[grid.Length * BlockLuma.Values];
            _before = new float[_now.Length];
        }

        BlockLuma.Fill(frame, grid, _now);
    }

    /// <inheritdoc/>
    public void Executed(bool everything)
    {
        if (_decision is null)
            return;
        for (int block = 0; block < _decision.Reasons.Length; block++)
        {
            if (everything || BlockDecision.IsActive(_decision.Reasons[block]))
                _now.AsSpan(block * BlockLuma.Values, BlockLuma.Values).CopyTo(_before.AsSpan(block * BlockLuma.Values));
        }
    }

    /// <inheritdoc/>
    public override void Learn(ReadOnlySpan<Detection> boxes, ReadOnlySpan<int> blocks)
    {
        if (_learner is null || _gain is null || _decision is null)
            return;
        _gain.Compare(boxes);
        if (_decision.Refresh == RefreshCause.None)
            _learner.Learn(_decision.Reasons, _gain.Gain);
    }

    private protected override void Start(BlockGrid grid)
    {
        _learner = new OnlineLearner(grid, _options);
        _gain = new InformationGain(grid);
    }

    private protected override RefreshCause CauseOf(BlockChange change) => change.Cut == SceneCut.Content
        ? RefreshCause.SceneCut
        : change.StreamTime - _refreshedAt >= _options.RefreshInterval ? RefreshCause.Schedule : RefreshCause.None;

    private protected override void Choose(BlockChange change, BlockDecision decision)
    {
        Describe(change);
        _learner!.Predict();
        Borders.Mark(change, decision);
        var lots = new Lots(_options.Seed, change.FrameIndex);
        for (int block = 0; block < decision.Reasons.Length; block++)
        {
            bool drawn = lots.Next() < _learner.Probabilities[block];
            if (decision.Reasons[block] == BlockReason.Border)
                continue;
            (int row, int column) = (block / change.Grid.Columns, block % change.Grid.Columns);
            if (drawn)
                decision.Set(row, column, BlockReason.Learned);
            else if (change.Cells[block].Age >= _options.MaxAge)
                decision.Set(row, column, BlockReason.Age);
        }
    }

    private protected override void Decided(BlockChange change, BlockDecision decision)
    {
        _decision = decision;
        if (decision.Refresh != RefreshCause.None)
            _refreshedAt = change.StreamTime;
    }

    private void Describe(BlockChange change)
    {
        float[] input = _learner!.Net.Input;
        for (int block = 0; block < change.Grid.Length; block++)
        {
            Span<float> numbers = input.AsSpan(block * OnlineLearner.Channels, OnlineLearner.Channels);
            _now.AsSpan(block * BlockLuma.Values, BlockLuma.Values).CopyTo(numbers);
            _before.AsSpan(block * BlockLuma.Values, BlockLuma.Values).CopyTo(numbers[BlockLuma.Values..]);
            numbers[^2] = _gain!.Scores[block] - 0.5f;
            numbers[^1] = MathF.Min(1, (float)change.Cells[block].Age.TotalSeconds) - 0.5f;
        }
    }
}

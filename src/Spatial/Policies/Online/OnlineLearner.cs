using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies.Online;

/// <summary>
/// Net, optimizer and running means of one stream: gives each block a probability and learns from what executing brought.
/// </summary>
/// <remarks>
/// <para>BlockCopy (Verelst and Tuytelaars, ICCV 2021): an executed block is rewarded with its information gain and with
/// <c>weight (target - m) |target - m|</c>, m the running mean of the executed share; a block left out with the same, negative.
/// Policy gradient (REINFORCE) with one lot per block.</para>
/// <para>Unlike there, each block's running mean reward is taken off, because one stream has few lots, and the first
/// weights of the hidden channels look at the difference of the two pictures, so that learning starts from a detector
/// of change instead of from noise. The constant of the answer moves faster than the weights.</para>
/// </remarks>
internal sealed class OnlineLearner
{
    /// <summary>Numbers of a block: luma now, luma when executed last, score of the last output, age.</summary>
    public const int Channels = (2 * BlockLuma.Values) + 2;

    /// <summary>
    /// How much faster the constant of the answer moves: it holds the share at its target, so that the other weights need not
    /// be spent on that.
    /// </summary>
    private const float BiasPace = 100;

    private const float ShareWeight = 0.1f;
    private const float BaselineWeight = 0.05f;

    /// <summary>No block becomes so unlikely, or so certain, that nothing more is learned about it.</summary>
    private const float LeastProbability = 0.01f;

    private readonly OnlinePolicyOptions _options;
    private readonly BlockGrid _grid;
    private readonly float[] _baselines;
    private readonly float[] _probabilities;
    private readonly float[] _logitGradient;
    private float _share;

    /// <summary>Begins with the first weights of the seed.</summary>
    public OnlineLearner(BlockGrid grid, OnlinePolicyOptions options)
    {
        (_grid, _options) = (grid, options);
        Net = new PolicyNet(grid.Columns, grid.Rows, Channels);
        Optimizer = new RmsProp(Net.Parameters.Length);
        _baselines = new float[grid.Length];
        _probabilities = new float[grid.Length];
        _logitGradient = new float[grid.Length];
        Begin();
    }

    /// <summary>The net.</summary>
    public PolicyNet Net { get; }

    /// <summary>What moves its weights.</summary>
    public RmsProp Optimizer { get; }

    /// <summary>Probability of each block in the last frame.</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities;

    /// <summary>Running mean of the share of blocks that are executed.</summary>
    public float Share => _share;

    /// <summary>Singles of <see cref="Save"/>.</summary>
    public int StateLength => Net.Parameters.Length + Optimizer.Squares.Length + _baselines.Length + 1;

    /// <summary>Begins anew.</summary>
    public void Begin()
    {
        var lots = new Lots(_options.Seed, -1);
        Array.Clear(Net.Parameters);
        Array.Clear(Optimizer.Squares);
        Array.Clear(_baselines);
        _share = (float)_options.Target;
        for (int channel = 0; channel < PolicyNet.Hidden; channel += 2)
            LookAtDifference(Net.HiddenWeights(channel), Net.HiddenWeights(channel + 1), ref lots);
        Span<float> answer = Net.AnswerWeights;
        for (int i = 0; i < answer.Length; i++)
            answer[i] = (i / PolicyNet.Hidden == 4 ? 0.4f : 0.04f) * MathF.Abs(lots.NextNormal());
        double target = Math.Clamp(_options.Target, 0.02, 0.98);
        Net.AnswerBias = (float)Math.Log(target / (1 - target));
    }

    /// <summary>Finds the probability of each block from the net's input.</summary>
    public void Predict()
    {
        Net.Forward();
        for (int block = 0; block < _probabilities.Length; block++)
            _probabilities[block] = Math.Clamp(1 / (1 + MathF.Exp(-Net.Logits[block])), LeastProbability, 1 - LeastProbability);
    }

    /// <summary>Learns from a frame whose blocks were drawn by <see cref="Probabilities"/>.</summary>
    /// <param name="reasons">Why each block was executed or not.</param>
    /// <param name="gain">What each block's execution has told.</param>
    public void Learn(ReadOnlySpan<BlockReason> reasons, ReadOnlySpan<float> gain)
    {
        int executed = 0;
        foreach (BlockReason reason in reasons)
            executed += BlockDecision.IsActive(reason) ? 1 : 0;
        _share += ShareWeight * (((float)executed / Math.Max(1, _grid.PictureCells)) - _share);
        if (_options.Rate == 0)
            return;
        float off = (float)_options.Target - _share;
        float cost = (float)_options.CostWeight * off * MathF.Abs(off);
        for (int block = 0; block < reasons.Length; block++)
        {
            _logitGradient[block] = 0;
            // Only what the lot decided is the net's doing.
            if (reasons[block] is not (BlockReason.Learned or BlockReason.Unchanged))
                continue;
            bool isExecuted = reasons[block] == BlockReason.Learned;
            float reward = isExecuted ? gain[block] + cost : -cost;
            float better = reward - _baselines[block];
            _baselines[block] += BaselineWeight * better;
            _logitGradient[block] = (_probabilities[block] - (isExecuted ? 1 : 0)) * better / _grid.PictureCells;
        }

        Net.Backward(_logitGradient);
        float rate = (float)_options.Rate;
        Optimizer.Step(0, Net.Parameters.AsSpan(..^1), Net.Gradient.AsSpan(..^1), rate);
        Optimizer.Step(Net.Parameters.Length - 1, Net.Parameters.AsSpan(^1..), Net.Gradient.AsSpan(^1..), BiasPace * rate);
    }

    /// <summary>Writes all that was learned.</summary>
    public void Save(Span<float> state)
    {
        Net.Parameters.CopyTo(state);
        Optimizer.Squares.CopyTo(state[Net.Parameters.Length..]);
        _baselines.CopyTo(state[(2 * Net.Parameters.Length)..]);
        state[^1] = _share;
    }

    /// <summary>Goes on from what was learned before.</summary>
    /// <returns>Whether the numbers can be what <see cref="Save"/> wrote; nothing is taken over otherwise.</returns>
    public bool TryRestore(ReadOnlySpan<float> state)
    {
        if (state.Length != StateLength)
            return false;
        foreach (float number in state)
        {
            if (!float.IsFinite(number))
                return false;
        }

        int weights = Net.Parameters.Length;
        if (state[^1] is < 0 or > 1 || state.Slice(weights, weights).IndexOfAnyInRange(float.MinValue, -float.Epsilon) >= 0)
            return false;
        state[..weights].CopyTo(Net.Parameters);
        state.Slice(weights, weights).CopyTo(Optimizer.Squares);
        state.Slice(2 * weights, _baselines.Length).CopyTo(_baselines);
        _share = state[^1];
        return true;
    }

    // One channel for brighter, one for darker.
    private static void LookAtDifference(Span<float> brighter, Span<float> darker, ref Lots lots)
    {
        for (int place = 0; place < 9; place++)
        {
            float strength = place == 4 ? 1 : 0.1f;
            for (int value = 0; value < BlockLuma.Values; value++)
            {
                float weight = strength * lots.NextNormal();
                int now = (place * Channels) + value, before = now + BlockLuma.Values;
                (brighter[now], brighter[before]) = (weight, -weight);
                (darker[now], darker[before]) = (-weight, weight);
            }
        }
    }
}

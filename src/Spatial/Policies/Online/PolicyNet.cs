using System.Numerics.Tensors;

namespace VideoDyn.Spatial.Policies.Online;

/// <summary>
/// A convolutional net over the blocks of a frame: 3x3 to <see cref="Hidden"/> channels, rectified, 3x3 to one number per
/// block. Forwards and backwards by hand; every sum runs over the nine neighbours of a block laid side by side.
/// </summary>
internal sealed class PolicyNet
{
    /// <summary>Channels between the two layers.</summary>
    public const int Hidden = 16;

    private const int Neighbours = 9;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int _channels;
    private readonly int _wide;
    private readonly float[] _windows;
    private readonly float[] _hidden;
    private readonly float[] _hiddenWindows;
    private readonly float[] _hiddenGradient;
    private readonly float[] _logits;

    /// <summary>Makes a net with all weights 0.</summary>
    /// <param name="columns">Blocks across.</param>
    /// <param name="rows">Blocks down.</param>
    /// <param name="channels">Numbers that each block brings.</param>
    public PolicyNet(int columns, int rows, int channels)
    {
        (_columns, _rows, _channels, _wide) = (columns, rows, channels, channels * Neighbours);
        int blocks = columns * rows;
        Input = new float[blocks * channels];
        _windows = new float[blocks * _wide];
        _hidden = new float[blocks * Hidden];
        _hiddenWindows = new float[blocks * Hidden * Neighbours];
        _hiddenGradient = new float[blocks * Hidden];
        _logits = new float[blocks];
        Parameters = new float[(Hidden * (_wide + 1)) + (Hidden * Neighbours) + 1];
        Gradient = new float[Parameters.Length];
    }

    /// <summary>What the blocks bring, block by block; to be filled before <see cref="Forward"/>.</summary>
    public float[] Input { get; }

    /// <summary>All weights: those of each hidden channel with its bias, then those of the answer with its bias.</summary>
    public float[] Parameters { get; }

    /// <summary>The gradient of each parameter from the last <see cref="Backward"/>.</summary>
    public float[] Gradient { get; }

    /// <summary>The answer for each block.</summary>
    public ReadOnlySpan<float> Logits => _logits;

    /// <summary>Weights of a hidden channel: nine neighbours from the top left with all their channels.</summary>
    public Span<float> HiddenWeights(int channel) => Parameters.AsSpan(channel * (_wide + 1), _wide);

    /// <summary>Weights of the answer: nine neighbours with all hidden channels.</summary>
    public Span<float> AnswerWeights => Parameters.AsSpan(Hidden * (_wide + 1), Hidden * Neighbours);

    /// <summary>Constant of the answer.</summary>
    public ref float AnswerBias => ref Parameters[^1];

    /// <summary>Computes <see cref="Logits"/>.</summary>
    public void Forward()
    {
        Gather(Input, _windows, _channels);
        for (int block = 0; block < _logits.Length; block++)
        {
            ReadOnlySpan<float> window = _windows.AsSpan(block * _wide, _wide);
            for (int channel = 0; channel < Hidden; channel++)
            {
                float sum = TensorPrimitives.Dot(window, HiddenWeights(channel)) + Parameters[(channel * (_wide + 1)) + _wide];
                _hidden[(block * Hidden) + channel] = MathF.Max(sum, 0);
            }
        }

        Gather(_hidden, _hiddenWindows, Hidden);
        for (int block = 0; block < _logits.Length; block++)
            _logits[block] = TensorPrimitives.Dot(_hiddenWindows.AsSpan(block * Hidden * Neighbours, Hidden * Neighbours), AnswerWeights) + AnswerBias;
    }

    /// <summary>Computes <see cref="Gradient"/> of what <see cref="Forward"/> computed last.</summary>
    /// <param name="logitGradient">Derivative of the loss by each block's logit.</param>
    public void Backward(ReadOnlySpan<float> logitGradient)
    {
        Array.Clear(Gradient);
        Array.Clear(_hiddenGradient);
        int wide = Hidden * Neighbours;
        Span<float> answer = Gradient.AsSpan(Hidden * (_wide + 1), wide);
        for (int block = 0; block < _logits.Length; block++)
        {
            float by = logitGradient[block];
            if (by == 0)
                continue;
            TensorPrimitives.MultiplyAdd(_hiddenWindows.AsSpan(block * wide, wide), by, answer, answer);
            Gradient[^1] += by;
            Scatter(block, by);
        }

        for (int block = 0; block < _logits.Length; block++)
        {
            ReadOnlySpan<float> window = _windows.AsSpan(block * _wide, _wide);
            for (int channel = 0; channel < Hidden; channel++)
            {
                float by = _hiddenGradient[(block * Hidden) + channel];
                if (by == 0 || _hidden[(block * Hidden) + channel] <= 0)
                    continue;
                Span<float> weights = Gradient.AsSpan(channel * (_wide + 1), _wide);
                TensorPrimitives.MultiplyAdd(window, by, weights, weights);
                Gradient[(channel * (_wide + 1)) + _wide] += by;
            }
        }
    }

    // The hidden channels of each neighbour had their part in the block's answer.
    private void Scatter(int block, float by)
    {
        (int row, int column) = (block / _columns, block % _columns);
        for (int place = 0; place < Neighbours; place++)
        {
            (int y, int x) = (row + (place / 3) - 1, column + (place % 3) - 1);
            if ((uint)y >= (uint)_rows || (uint)x >= (uint)_columns)
                continue;
            Span<float> target = _hiddenGradient.AsSpan(((y * _columns) + x) * Hidden, Hidden);
            TensorPrimitives.MultiplyAdd(AnswerWeights.Slice(place * Hidden, Hidden), by, target, target);
        }
    }

    // Lays the neighbours of each block side by side, zeros outside of the picture.
    private void Gather(float[] from, float[] windows, int channels)
    {
        int wide = channels * Neighbours;
        for (int block = 0; block < _logits.Length; block++)
        {
            (int row, int column) = (block / _columns, block % _columns);
            for (int place = 0; place < Neighbours; place++)
            {
                (int y, int x) = (row + (place / 3) - 1, column + (place % 3) - 1);
                Span<float> target = windows.AsSpan((block * wide) + (place * channels), channels);
                if ((uint)y < (uint)_rows && (uint)x < (uint)_columns)
                    from.AsSpan(((y * _columns) + x) * channels, channels).CopyTo(target);
                else
                    target.Clear();
            }
        }
    }
}

using VideoDyn.Core.Analysis;

namespace VideoDyn.Inference.Classification;

/// <summary>Turns a classifier's output into its best classes. Allocates nothing after construction.</summary>
internal sealed class TopClasses
{
    private readonly float[] _scores;
    private readonly bool[] _taken;
    private readonly int _count;
    private readonly bool _areLogits;

    /// <summary>Allocates the work arrays.</summary>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="count">Most classes that are reported.</param>
    /// <param name="areLogits">Whether the output still needs softmax.</param>
    public TopClasses(int classCount, int count, bool areLogits)
    {
        _scores = new float[classCount];
        _taken = new bool[classCount];
        _count = Math.Min(count, classCount);
        _areLogits = areLogits;
    }

    /// <summary>Writes the best classes by falling score; of equal ones the first. Scores that are no numbers are counted instead.</summary>
    /// <returns>How many there are.</returns>
    public int Collect(ReadOnlySpan<float> values, float threshold, bool[]? allowed, Span<ClassScore> found, out int malformed)
    {
        malformed = Score(values);
        Array.Clear(_taken);
        for (int rank = 0; rank < _count; rank++)
        {
            int best = -1;
            for (int classId = 0; classId < _scores.Length; classId++)
            {
                bool wanted = !_taken[classId] && (allowed is null || allowed[classId]) && _scores[classId] >= threshold;
                if (wanted && (best < 0 || _scores[classId] > _scores[best]))
                    best = classId;
            }

            if (best < 0)
                return rank;
            _taken[best] = true;
            found[rank] = new ClassScore(best, _scores[best]);
        }

        return _count;
    }

    // A score that is no number becomes one that no threshold lets pass.
    private int Score(ReadOnlySpan<float> values)
    {
        int malformed = 0;
        float highest = float.NegativeInfinity;
        foreach (float value in values)
        {
            if (float.IsFinite(value))
                highest = MathF.Max(highest, value);
            else
                malformed++;
        }

        float sum = 0;
        for (int classId = 0; classId < values.Length; classId++)
        {
            float value = values[classId];
            _scores[classId] = !float.IsFinite(value) ? -1 : _areLogits ? MathF.Exp(value - highest) : value;
            sum += MathF.Max(0, _scores[classId]);
        }

        for (int classId = 0; _areLogits && classId < _scores.Length; classId++)
            _scores[classId] = _scores[classId] < 0 ? -1 : _scores[classId] / sum;
        return malformed;
    }
}

using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.NanoDet;

/// <summary>
/// NanoDet: class probabilities and, for each side of the box, a distribution over distances (Li et al. 2020, Generalized
/// Focal Loss, arXiv:2006.04388). Distance = expected bin x stride, measured from the centre of the cell.
/// </summary>
public sealed class NanoDetHead : IDetectionHead
{
    private readonly NanoDetLevel[] _levels;
    private readonly int _bins;

    private NanoDetHead(NanoDetLevel[] levels, int classCount, int bins)
    {
        _levels = levels;
        _bins = bins;
        ClassCount = classCount;
    }

    /// <summary>The registration.</summary>
    public static HeadDescriptor Descriptor { get; } = new(
        "nanodet",
        "per stride a float output [1, cells, classes] and one [1, cells, 4 * bins], or both in one [1, N, classes + 4 * bins]",
        32,
        question => Recognize(question, NanoDetLevel.Split(question)) ?? Recognize(question, NanoDetLevel.Joined(question)));

    /// <inheritdoc/>
    public string Name => Descriptor.Name;

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <inheritdoc/>
    public bool NeedsSuppression => true;

    /// <inheritdoc/>
    public void Decode(IReadOnlyList<OutputTensor> outputs, CandidateBuffer candidates)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(candidates);
        foreach (NanoDetLevel level in _levels)
        {
            ReadOnlySpan<float> classes = OutputShapes.Values(outputs[level.Classes], level.TotalRows, level.ClassStep);
            ReadOnlySpan<float> sides = OutputShapes.Values(outputs[level.Sides], level.TotalRows, level.SideStep);
            for (int cell = 0; cell < level.Cells; cell++)
            {
                int row = level.FirstRow + cell;
                ReadOnlySpan<float> scores = classes.Slice(row * level.ClassStep, ClassCount);
                if (!ThresholdScan.Any(scores, candidates.Threshold))
                    continue;
                int best = BestClass.Find(scores, 1, ClassCount, out float score);
                ReadOnlySpan<float> bins = sides.Slice((row * level.SideStep) + level.SideOffset, 4 * _bins);
                float x = ((cell % level.Columns) * level.Stride) + level.Center;
                float y = ((cell / level.Columns) * level.Stride) + level.Center;
                candidates.AtCell(x, y);
                candidates.Add(
                    score, best,
                    x - (Distance(bins, 0) * level.Stride), y - (Distance(bins, 1) * level.Stride),
                    x + (Distance(bins, 2) * level.Stride), y + (Distance(bins, 3) * level.Stride));
            }
        }
    }

    private float Distance(ReadOnlySpan<float> bins, int side)
    {
        ReadOnlySpan<float> logits = bins.Slice(side * _bins, _bins);
        float highest = logits[0];
        foreach (float logit in logits)
            highest = MathF.Max(highest, logit);
        float weights = 0, sum = 0;
        for (int bin = 0; bin < logits.Length; bin++)
        {
            float weight = MathF.Exp(logits[bin] - highest);
            weights += weight;
            sum += weight * bin;
        }

        return sum / weights;
    }

    private static HeadMatch? Recognize(HeadQuestion question, (NanoDetLevel[] Levels, int Classes, int Bins)? found)
    {
        if (found is not { } layout)
            return null;
        string strides = string.Join(", ", layout.Levels.Select(level => level.Stride));
        return new HeadMatch(
            layout.Classes,
            $"outputs {string.Join(", ", question.Outputs)} have {layout.Classes} classes and 4 sides of {layout.Bins} bins per cell of strides {strides}",
            () => new NanoDetHead(layout.Levels, layout.Classes, layout.Bins));
    }
}

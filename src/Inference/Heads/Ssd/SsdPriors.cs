using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.Ssd;

/// <summary>
/// The boxes that SSD's offsets start from: at the centre of every cell of strides 8, 16, 32 and so on, one per anchor
/// size. Centre = prior + 0.1 x offset x size, size = prior x exp(0.2 x offset).
/// </summary>
internal sealed class SsdPriors
{
    private const float CenterVariance = 0.1f;
    private const float SizeVariance = 0.2f;
    private const int FirstStride = 8;

    private readonly float[] _centersAndSizes;

    private SsdPriors(float[] centersAndSizes) => _centersAndSizes = centersAndSizes;

    /// <summary>Lays out the priors, level by level, row by row.</summary>
    /// <exception cref="VideoDynException">Kind Model: their number is not that of the output.</exception>
    public static SsdPriors Create(IReadOnlyList<IReadOnlyList<float>> anchors, IReadOnlyList<int>? strides, int width, int height, int rows)
    {
        int[] used = strides is null ? [.. anchors.Select((_, level) => FirstStride << level)] : [.. strides];
        if (used.Length != anchors.Count)
            throw VideoDynException.Model($"keys 'anchors' and 'strides': the card gives {anchors.Count} lists of anchors and {used.Length} strides; expected one stride per list");
        List<float> priors = [];
        for (int level = 0; level < anchors.Count; level++)
        {
            int stride = used[level];
            for (int row = 0; row < (height + stride - 1) / stride; row++)
            {
                for (int column = 0; column < (width + stride - 1) / stride; column++)
                {
                    for (int anchor = 0; anchor + 1 < anchors[level].Count; anchor += 2)
                        priors.AddRange([(column + 0.5f) * stride, (row + 0.5f) * stride, anchors[level][anchor], anchors[level][anchor + 1]]);
                }
            }
        }

        return priors.Count == rows * 4
            ? new SsdPriors([.. priors])
            : throw VideoDynException.Model($"key 'anchors': at input {width}x{height} the card's anchors make {priors.Count / 4} boxes at strides {string.Join(", ", used)}, the graph gives {rows}; other strides are written as e.g. 'strides: [16, 32, 64]'");
    }

    /// <summary>Adds the box at an offset from a prior.</summary>
    public void Add(CandidateBuffer candidates, float score, int classId, int row, ReadOnlySpan<float> offset)
    {
        ReadOnlySpan<float> prior = _centersAndSizes.AsSpan(row * 4, 4);
        candidates.AddCentered(
            score, classId,
            prior[0] + (CenterVariance * offset[0] * prior[2]), prior[1] + (CenterVariance * offset[1] * prior[3]),
            prior[2] * MathF.Exp(SizeVariance * offset[2]), prior[3] * MathF.Exp(SizeVariance * offset[3]));
    }
}

using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Matching;

namespace VideoDyn.Evaluation.Agreement;

/// <summary>
/// Adds up, frame by frame, how far the boxes that a plan publishes agree with a reference, normally the detections of the
/// same model run densely on every frame.
/// </summary>
/// <remarks>
/// <para>Boxes are paired one to one within a class at the least overlap. A box counts when its score reaches the
/// threshold; its partner's score may lie a band below, so that a score which hovers around the threshold is no
/// disagreement. A box below the threshold is never an error by itself.</para>
/// <para>Frames are not kept: memory grows by one entry per segment of stream time, and a frame within a known segment
/// allocates nothing once the buffers have grown to the busiest frame. Not thread-safe.</para>
/// </remarks>
public sealed class AgreementMeter
{
    private readonly string[] _labels;
    private readonly bool[] _moving;
    private readonly AgreementCounts[] _byClass;
    private readonly MatchCounts[] _bySize = new MatchCounts[4];
    private readonly MatchCounts[] _strictBySize = new MatchCounts[4];
    private readonly FrameAgreement _frame = new();
    private readonly SegmentLog _segments;
    private readonly MatchRule _banded;
    private readonly MatchRule _plain;
    private readonly MatchRule _strict;
    private Detection[] _referenceCopy = [];
    private Detection[] _candidateCopy = [];
    private long _frames;

    /// <summary>Starts with no frame.</summary>
    /// <param name="labels">Names of the classes by class index; they tell which classes are moving ones.</param>
    /// <param name="options">What counts as agreement.</param>
    public AgreementMeter(IReadOnlyList<string> labels, AgreementOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Options = options ?? AgreementOptions.Default;
        Options.Validate();
        _labels = [.. labels];
        _moving = Array.ConvertAll(_labels, MovingClasses.Contains);
        _byClass = new AgreementCounts[_labels.Length];
        _segments = new SegmentLog(Options.SegmentLength);
        float high = Options.Threshold;
        float low = Options.LowThreshold;
        _banded = new(high, low, Options.MinimumIou);
        _plain = new(high, high, Options.MinimumIou);
        _strict = new(high, low, Options.StrictIou);
    }

    /// <summary>What counts as agreement.</summary>
    public AgreementOptions Options { get; }

    /// <summary>The segments so far, in the order of their first frame.</summary>
    public IReadOnlyList<AgreementSegment> Segments => _segments.All;

    /// <summary>Compares one frame.</summary>
    /// <param name="streamTime">Stream time of the frame; chooses the segment.</param>
    /// <param name="reference">Detections of the reference, low scores included as far down as the band reaches.</param>
    /// <param name="candidate">What the plan publishes for this frame, whatever its provenance.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class index lies beyond the labels.</exception>
    public void Add(TimeSpan streamTime, ReadOnlySpan<Detection> reference, ReadOnlySpan<Detection> candidate)
    {
        CheckClasses(reference);
        CheckClasses(candidate);
        _frame.Prepare(reference, candidate, _banded.Low, _banded.MinimumIou);
        AgreementCounts moving = new(
            Count(_frame.Match(reference, candidate, _banded), reference, candidate, 0),
            Count(_frame.Match(reference, candidate, _plain), reference, candidate, 1),
            Count(_frame.Match(reference, candidate, _strict), reference, candidate, 2));
        _segments.Add(streamTime, moving);
        _frames++;
    }

    /// <inheritdoc cref="Add(TimeSpan, ReadOnlySpan{Detection}, ReadOnlySpan{Detection})"/>
    public void Add(TimeSpan streamTime, IReadOnlyList<Detection> reference, IReadOnlyList<Detection> candidate)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(candidate);
        Add(streamTime, Copy(reference, ref _referenceCopy), Copy(candidate, ref _candidateCopy));
    }

    /// <summary>The result so far.</summary>
    public AgreementReport Report()
    {
        List<AgreementSegment> segments = _segments.All;
        var rest = default(MatchCounts);
        var classes = new List<ClassAgreement>();
        for (int id = 0; id < _labels.Length; id++)
        {
            AgreementCounts counts = _byClass[id];
            if (!_moving[id])
                rest += counts.Banded;
            if (counts != default)
                classes.Add(new(id, _labels[id], _moving[id], Measure(counts.Banded), Measure(counts.Plain), Measure(counts.Strict)));
        }

        return new AgreementReport
        {
            Agreement = AgreementMeasure.Over(segments.Select(segment => segment.Moving.Banded), Options),
            Plain = AgreementMeasure.Over(segments.Select(segment => segment.Moving.Plain), Options),
            Strict = AgreementMeasure.Over(segments.Select(segment => segment.Moving.Strict), Options),
            Rest = Measure(rest),
            ByClass = classes,
            BySize = Enum.GetValues<ObjectSize>().ToDictionary(size => size, size => Measure(_bySize[(int)size])),
            StrictBySize = Enum.GetValues<ObjectSize>().ToDictionary(size => size, size => Measure(_strictBySize[(int)size])),
            Frames = _frames,
        };
    }

    private AgreementMeasure Measure(MatchCounts counts) => new() { Counts = counts, RequiredReference = Options.MinimumReferenceBoxes };

    private MatchCounts Count(PairMatcher matcher, ReadOnlySpan<Detection> reference, ReadOnlySpan<Detection> candidate, int rule)
    {
        var moving = default(MatchCounts);
        for (int r = 0; r < reference.Length; r++)
        {
            int partner = matcher.PartnerOfLeft(r);
            bool counts = reference[r].Score >= Options.Threshold;
            if (partner >= 0)
            {
                double iou = Overlap.IntersectionOverUnion(reference[r].Box, candidate[partner].Box);
                Book(reference[r], new(counts ? 1 : 0, 1, 0, 0, iou), rule, ref moving);
            }
            else if (counts)
            {
                Book(reference[r], new(1, 0, 1, 0, 0), rule, ref moving);
            }
        }

        for (int c = 0; c < candidate.Length; c++)
        {
            if (candidate[c].Score >= Options.Threshold && matcher.PartnerOfRight(c) < 0)
                Book(candidate[c], new(0, 0, 0, 1, 0), rule, ref moving);
        }

        return moving;
    }

    private void Book(in Detection box, MatchCounts counts, int rule, ref MatchCounts moving)
    {
        ref AgreementCounts ofClass = ref _byClass[box.ClassId];
        ofClass += rule switch
        {
            0 => new(counts, default, default),
            1 => new(default, counts, default),
            _ => new AgreementCounts(default, default, counts),
        };
        if (!_moving[box.ClassId])
            return;
        moving += counts;
        if (rule == 1)
            return;
        MatchCounts[] sizes = rule == 0 ? _bySize : _strictBySize;
        sizes[(int)ObjectSizes.Of(box.Box)] += counts;
        if (ObjectSizes.IsUnder32Pixels(box.Box))
            sizes[(int)ObjectSize.Under32Pixels] += counts;
    }

    private void CheckClasses(ReadOnlySpan<Detection> boxes)
    {
        foreach (ref readonly Detection box in boxes)
        {
            if ((uint)box.ClassId >= (uint)_labels.Length)
                throw new ArgumentOutOfRangeException(nameof(boxes), box.ClassId, $"A box has a class beyond the {_labels.Length} labels.");
        }
    }

    private static ReadOnlySpan<Detection> Copy(IReadOnlyList<Detection> boxes, ref Detection[] buffer)
    {
        if (buffer.Length < boxes.Count)
            buffer = new Detection[boxes.Count * 2];
        for (int i = 0; i < boxes.Count; i++)
            buffer[i] = boxes[i];
        return buffer.AsSpan(0, boxes.Count);
    }
}

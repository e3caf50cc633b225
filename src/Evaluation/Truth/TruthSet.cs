using VideoDyn.Core.Errors;

namespace VideoDyn.Evaluation.Truth;

/// <summary>What is really there in each frame of one stream.</summary>
public sealed class TruthSet
{
    private readonly TruthBox[] _boxes;
    private readonly int[] _starts;
    private readonly bool[]? _labelled;

    /// <summary>Sorts boxes into frames.</summary>
    /// <param name="source">Name for messages, normally the path.</param>
    /// <param name="boxes">Frame position from 0, and box; in any order.</param>
    /// <param name="labelled">Positions of the frames that have truth, if not all do.</param>
    /// <param name="classNames">Names of the class numbers, where known.</param>
    public TruthSet(
        string source,
        IReadOnlyList<(int Frame, TruthBox Box)> boxes,
        IReadOnlyCollection<int>? labelled,
        IReadOnlyDictionary<int, string> classNames)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        Source = source;
        ClassNames = classNames;
        FrameCount = Math.Max(
            boxes.Count == 0 ? 0 : boxes.Max(item => item.Frame) + 1, labelled is null or { Count: 0 } ? 0 : labelled.Max() + 1);
        _starts = new int[FrameCount + 1];
        foreach ((int frame, _) in boxes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(frame);
            _starts[frame + 1]++;
        }

        for (int frame = 0; frame < FrameCount; frame++)
            _starts[frame + 1] += _starts[frame];
        int[] next = [.. _starts];
        _boxes = new TruthBox[boxes.Count];
        foreach ((int frame, TruthBox box) in boxes)
            _boxes[next[frame]++] = box;
        if (labelled is null)
            return;
        _labelled = new bool[FrameCount];
        foreach (int frame in labelled)
            _labelled[frame] = true;
    }

    /// <summary>Where the truth comes from.</summary>
    public string Source { get; }

    /// <summary>Position of the last frame that has truth, plus 1.</summary>
    public int FrameCount { get; }

    /// <summary>Boxes over all frames.</summary>
    public int BoxCount => _boxes.Length;

    /// <summary>Names of the class numbers, where the truth has any.</summary>
    public IReadOnlyDictionary<int, string> ClassNames { get; }

    /// <summary>Whether a frame has truth, if only that it is empty. Frames without must not be scored.</summary>
    /// <param name="frame">Position in the stream, from 0.</param>
    public bool IsLabelled(long frame) => frame >= 0 && frame < FrameCount && (_labelled is null || _labelled[frame]);

    /// <summary>What is in a frame; empty beyond the last.</summary>
    /// <param name="frame">Position in the stream, from 0.</param>
    public ReadOnlySpan<TruthBox> Boxes(long frame) => frame >= 0 && frame < FrameCount
        ? _boxes.AsSpan(_starts[frame], _starts[frame + 1] - _starts[frame])
        : [];

    /// <summary>Changes or leaves out boxes, for example to ignore what is too small or too hidden.</summary>
    /// <param name="change">Gets each box; returns what stands in its place, or null to leave it out.</param>
    public TruthSet Select(Func<TruthBox, TruthBox?> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Changed(change, ClassNames);
    }

    /// <summary>
    /// Renumbers classes to a model's labels by name (<see cref="Truth.ClassNames"/> knows aliases). Objects of other
    /// classes are left out; ignore regions of other classes too.
    /// </summary>
    /// <param name="labels">Labels by class index.</param>
    /// <exception cref="VideoDynException">No class of the truth is among the labels (kind Input).</exception>
    public TruthSet MapClasses(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var index = new Dictionary<string, int>();
        for (int label = 0; label < labels.Count; label++)
            index.TryAdd(Truth.ClassNames.Canonical(labels[label]), label);
        var map = new Dictionary<int, int> { [TruthBox.AnyClass] = TruthBox.AnyClass };
        foreach ((int id, string name) in ClassNames)
        {
            if (index.TryGetValue(Truth.ClassNames.Canonical(name), out int label))
                map[id] = label;
        }

        if (map.Count == 1 && _boxes.Length > 0)
        {
            string found = ClassNames.Count == 0 ? "no class names" : $"the classes {string.Join(", ", ClassNames.Values.Take(10))}";
            throw VideoDynException.Input(
                $"{Source}: found {found}, expected at least one of the model's: {string.Join(", ", labels.Take(10))}{(labels.Count > 10 ? ", …" : "")}.");
        }

        return Changed(
            box => map.TryGetValue(box.ClassId, out int label) && (label >= 0 || box.Ignore) ? box with { ClassId = label } : null,
            map.Where(pair => pair.Value >= 0).DistinctBy(pair => pair.Value).ToDictionary(pair => pair.Value, pair => labels[pair.Value]));
    }

    private TruthSet Changed(Func<TruthBox, TruthBox?> change, IReadOnlyDictionary<int, string> names)
    {
        var boxes = new List<(int Frame, TruthBox Box)>(_boxes.Length);
        // Frames that lose all their boxes still have truth: they are empty.
        var labelled = new List<int>(FrameCount);
        for (int frame = 0; frame < FrameCount; frame++)
        {
            if (IsLabelled(frame))
                labelled.Add(frame);
            foreach (TruthBox box in Boxes(frame))
            {
                if (change(box) is { } changed)
                    boxes.Add((frame, changed));
            }
        }

        return new TruthSet(Source, boxes, labelled, names);
    }
}

using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads.Detr;
using VideoDyn.Inference.Heads.FastestDet;
using VideoDyn.Inference.Heads.NanoDet;
using VideoDyn.Inference.Heads.Nms;
using VideoDyn.Inference.Heads.Ssd;
using VideoDyn.Inference.Heads.Yolov5;
using VideoDyn.Inference.Heads.Yolov8;
using VideoDyn.Inference.Heads.Yolox;

namespace VideoDyn.Inference.Heads;

/// <summary>All heads. Adding one is a file with a <see cref="HeadDescriptor"/> and one line here.</summary>
public static class HeadRegistry
{
    /// <summary>The heads, in the order in which they are tried.</summary>
    public static IReadOnlyList<HeadDescriptor> All { get; } =
    [
        YoloxHead.Descriptor, Yolov8Head.Descriptor, Yolov5Head.Descriptor, NmsHead.Descriptor, NanoDetHead.Descriptor,
        FastestDetHead.Descriptor, SsdHead.Descriptor, DetrHead.Descriptor,
    ];

    /// <summary>Names of all heads.</summary>
    public static IEnumerable<string> Names => All.Select(head => head.Name);

    /// <summary>The head of a name; null when there is none.</summary>
    public static HeadDescriptor? Find(string name) => All.FirstOrDefault(head => head.Name == name);

    /// <summary>Recognises the head of a model.</summary>
    /// <param name="modelFile">File name of the model, for messages.</param>
    /// <param name="question">The model's signature.</param>
    /// <param name="name">The head that the card names; null to recognise it.</param>
    /// <exception cref="VideoDynException">Kind Model: no head or several fit, or the named one does not.</exception>
    public static (HeadDescriptor Head, HeadMatch Match) Resolve(string modelFile, HeadQuestion question, string? name)
    {
        ArgumentNullException.ThrowIfNull(question);
        string found = string.Join(", ", question.Outputs);
        string size = $"{question.InputWidth}x{question.InputHeight}";
        if (name is not null)
        {
            HeadDescriptor head = Find(name)
                ?? throw VideoDynException.Model($"model '{modelFile}': head '{name}' is unknown; expected {Known()}{NearestName.Hint(name, Names)}");
            HeadMatch match = head.Recognize(question with { IsNamed = true })
                ?? throw VideoDynException.Model($"model '{modelFile}': the card says head '{name}', which reads {head.Expects}; at input {size} the graph gives {found}");
            return (head, match);
        }

        (HeadDescriptor Head, HeadMatch Match)[] matches =
            [.. All.Select(head => (head, head.Recognize(question))).Where(pair => pair.Item2 is not null).Select(pair => (pair.head, pair.Item2!))];
        return matches.Length switch
        {
            1 => matches[0],
            0 => throw VideoDynException.Model(
                $"model '{modelFile}': no known detection head fits its outputs at input {size}: {found}; docs/heads.md says what each of {string.Join(", ", Names)} reads"),
            _ => throw VideoDynException.Model(
                $"model '{modelFile}': its outputs at input {size} fit several heads ({string.Join(", ", matches.Select(pair => pair.Head.Name))}): {found}; name one in the card, e.g. 'head: {matches[0].Head.Name}'"),
        };
    }

    private static string Known() => "one of " + string.Join(", ", Names);
}

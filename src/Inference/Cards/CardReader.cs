using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace VideoDyn.Inference.Cards;

/// <summary>Reads model cards. All errors of a card come at once, each with its line and key.</summary>
public static class CardReader
{
    private const int LargestSide = 16_384;

    /// <summary>Reads a card file; a label file that it names lies beside it.</summary>
    /// <param name="path">Path of the card.</param>
    /// <exception cref="VideoDynException">Kind Model: missing or wrong.</exception>
    public static ModelCard Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Model($"model card '{path}': cannot be read: {error.Message}", error);
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Parse(text, path, name => LabelFile.Read(Path.Combine(folder, name)));
    }

    /// <summary>Reads the text of a card.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Path or name of the card, for messages.</param>
    /// <param name="readLabels">Reads a label file that the card names.</param>
    /// <exception cref="VideoDynException">Kind Model, with all problems.</exception>
    public static ModelCard Parse(string text, string source, Func<string, IReadOnlyList<string>> readLabels)
    {
        ArgumentNullException.ThrowIfNull(readLabels);
        string subject = $"model card '{source}'";
        var problems = new CardProblems();
        var top = new CardSection(Root(text, subject), "", problems);

        ModelCard card = new()
        {
            Source = source,
            Task = top.Choice("task", CardEnums.Tasks),
            Head = top.Choice("head", [.. HeadRegistry.All.Select((head, index) => (head.Name, index))]) is { } index ? HeadRegistry.All[index].Name : null,
            Input = top.Section("input") is { } input ? Input(input) : new CardInput(),
            Labels = Labels(top, readLabels, problems),
            Confidence = top.Number("confidence", 0, 1),
            Iou = top.Number("iou", 0, 1),
            Anchors = top.PairLists("anchors"),
            Notes = Notes(top),
            Match = top.Section("match") is { } match ? Match(match) : null,
        };
        top.Finish();
        problems.ThrowIfAny(subject);
        return card;
    }

    /// <summary>The keys of a YAML text.</summary>
    /// <exception cref="VideoDynException">Kind Model: it is no YAML, or holds no keys.</exception>
    internal static YamlMappingNode Root(string text, string subject)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            throw VideoDynException.Model($"{subject}: line {error.Start.Line}: not valid YAML: {error.InnerException?.Message ?? error.Message}", error);
        }

        return stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root
            ? root
            : throw VideoDynException.Model($"{subject}: expected keys such as 'task: detect' and an 'input:' section");
    }

    /// <summary>The <c>input</c> section.</summary>
    internal static CardInput Input(CardSection section)
    {
        var input = new CardInput
        {
            Name = section.Text("name"),
            Width = section.Whole("width", 1, LargestSide),
            Height = section.Whole("height", 1, LargestSide),
            Layout = section.Choice("layout", CardEnums.Layouts),
            Color = section.Choice("color", CardEnums.Colors),
            Resize = section.Choice("resize", CardEnums.Resizes),
            Pad = section.Number("pad", 0, 255),
            Scale = section.Factor("scale"),
            Mean = section.PerChannel("mean", zeroAllowed: true),
            Std = section.PerChannel("std", zeroAllowed: false),
            Type = section.Choice("dtype", CardEnums.Types),
        };
        section.Finish();
        return input;
    }

    private static HeadNotes Notes(CardSection top)
    {
        var notes = new HeadNotes { Strides = top.RisingWholes("strides", LargestSide) };
        if (top.Section("outputs") is not { } outputs)
            return notes;
        notes = notes with
        {
            Boxes = outputs.Text("boxes"),
            Scores = outputs.Text("scores"),
            Classes = outputs.Text("classes"),
            Number = outputs.Text("number"),
            Format = outputs.Choice("format", CardEnums.BoxFormats) ?? BoxFormat.Corners,
            FirstClass = outputs.Whole("first-class", 0, 1) ?? 0,
        };
        outputs.Finish();
        return notes;
    }

    private static CardMatch Match(CardSection section)
    {
        var match = new CardMatch
        {
            Operators = section.Text("operators"),
            Inputs = section.Words("inputs", "a list of tensors, e.g. ['float32[1,3,*,*]']", out string? input) ?? (input is null ? null : [input]),
            Outputs = section.Words("outputs", "a list of tensors, e.g. ['float32[1,*,85]']", out string? output) ?? (output is null ? null : [output]),
            Metadata = section.Pairs("metadata"),
        };
        section.Finish();
        return match;
    }

    /// <summary>The <c>labels</c>, from the card or from the file that it names.</summary>
    internal static IReadOnlyList<string>? Labels(CardSection top, Func<string, IReadOnlyList<string>> read, CardProblems problems)
    {
        IReadOnlyList<string>? labels = top.Words("labels", "a list of class names or the path of a text file with one name a line", out string? file);
        if (file is null)
            return labels;
        try
        {
            return read(file);
        }
        catch (VideoDynException error)
        {
            problems.Add($"line {top.LineOf("labels")}: key 'labels': {error.Message}");
            return null;
        }
    }
}

using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Cards;

/// <summary>
/// Puts graph, card and options together. What the graph decides need not stand in the card; what stands in both must
/// agree; what neither decides is an error that shows the line to write. All problems come at once.
/// </summary>
internal sealed class ProfileResolver
{
    private readonly CardProblems _problems = new();
    private readonly ModelCard _card;
    private readonly CardChoice _choice;
    private readonly OnnxModel _model;
    private string? _inputName;
    private long[]? _inputShape;
    private TensorLayout? _layout;
    private int? _labelCount;

    private ProfileResolver(OnnxModel model, CardChoice choice)
    {
        _model = model;
        _choice = choice;
        _card = choice.Card;
    }

    /// <summary>Resolves.</summary>
    /// <param name="modelPath">Path of the model, for messages.</param>
    /// <param name="model">The graph.</param>
    /// <param name="choice">The card.</param>
    /// <param name="size">The size that the user asks for, or null.</param>
    /// <param name="labelsPath">The label file that the user names, or null.</param>
    /// <exception cref="VideoDynException">Kind Model: the label file cannot be used.</exception>
    public static ProfileOutcome Resolve(string modelPath, OnnxModel model, CardChoice choice, InputSize? size, string? labelsPath)
    {
        var resolver = new ProfileResolver(model, choice);
        ModelProfile? profile = resolver.Build(size, labelsPath is null ? null : LabelFile.Read(labelsPath), labelsPath);
        return new ProfileOutcome
        {
            Subject = $"model '{Path.GetFileName(modelPath)}' (card: {choice.Card.Source})",
            Profile = resolver._problems.All.Count == 0 ? profile : null,
            InputName = resolver._inputName,
            InputShape = resolver._inputShape,
            Layout = resolver._layout,
            LabelCount = resolver._labelCount,
            Problems = resolver._problems,
        };
    }

    private ModelProfile? Build(InputSize? size, IReadOnlyList<string>? givenLabels, string? labelsPath)
    {
        OnnxValue? picture = PictureInput();
        if (picture is null)
            return null;
        TensorLayout? layout = Layout(picture);
        TensorType? type = ElementType(picture);
        (int width, int height)? sides = layout is { } known ? Sides(picture, known, size) : null;
        _inputName = picture.Name;
        _layout = layout;
        if (sides is { } found && layout is { } order)
            _inputShape = order == TensorLayout.Nchw ? [1, 3, found.height, found.width] : [1, found.height, found.width, 3];
        ChannelOrder? color = _card.Input.Color ?? Missing<ChannelOrder>("input.color", "color: bgr  # or rgb");
        ResizeMode? resize = _card.Input.Resize ?? Missing<ResizeMode>("input.resize", "resize: letterbox-center  # or letterbox-topleft, stretch, crop");
        float? scale = _card.Input.Scale ?? Missing<float>("input.scale", "scale: 1  # or 0.00392157 for values 0..1");
        // Vectors of individuals have no classes.
        IReadOnlyList<string>? labels = givenLabels ?? _card.Labels ?? ExporterNotes.Labels(_model) ?? (Task == AnalysisTask.Embed ? [] : null);
        _labelCount = labels?.Count;
        if (labels is null)
            _problems.Add("key 'labels' is missing and cannot be read from the graph; write e.g. 'labels: [person, car]' or 'labels: classes.txt', or give a label file");
        if (layout is null || type is null || sides is null || color is null || resize is null || scale is null || labels is null)
            return null;

        var defaults = new InputSpec { Width = 1, Height = 1 };
        return new ModelProfile
        {
            Task = Task,
            InputName = picture.Name,
            Input = new InputSpec
            {
                Width = sides.Value.width,
                Height = sides.Value.height,
                Layout = layout.Value,
                Type = type.Value,
                Color = color.Value,
                Resize = resize.Value,
                Scale = scale.Value,
                Pad = _card.Input.Pad ?? defaults.Pad,
                Mean = _card.Input.Mean ?? defaults.Mean,
                Std = _card.Input.Std ?? defaults.Std,
            },
            Labels = labels,
            LabelSource = labelsPath is not null ? $"label file '{labelsPath}'" : _card.Labels is not null ? $"model card '{_card.Source}'" : "the model's own metadata",
            Head = _card.Head,
            Anchors = _card.Anchors,
            Notes = _card.Notes,
            Confidence = _card.Confidence ?? ModelProfile.DefaultConfidence,
            Iou = _card.Iou ?? ModelProfile.DefaultIou,
        };
    }

    private AnalysisTask Task => _card.Task ?? AnalysisTask.Detect;

    private OnnxValue? PictureInput()
    {
        IReadOnlyCollection<OnnxValue> inputs = _model.Graph.Inputs;
        string listed = string.Join(", ", inputs.Select(input => $"'{input.Name}'"));
        if (_card.Input.Name is { } name)
        {
            OnnxValue? named = inputs.FirstOrDefault(input => input.Name == name);
            if (named is null)
                _problems.Add($"key 'input.name': the card says '{name}', the graph has {listed}{NearestName.Hint(name, inputs.Select(input => input.Name))}");
            return named;
        }

        if (inputs.Count == 1)
            return inputs.First();
        OnnxValue[] pictures = [.. inputs.Where(input => !SizeInput.Is(input))];
        if (pictures.Length == 1)
            return pictures[0];
        _problems.Add(inputs.Count == 0
            ? "the graph has no input; expected one picture"
            : $"key 'input.name' is missing and the graph has several inputs ({listed}); write e.g. 'name: {inputs.First().Name}' under 'input:'");
        return null;
    }

    private TensorLayout? Layout(OnnxValue picture)
    {
        if (picture.Shape is not { Rank: 4 } shape)
        {
            _problems.Add($"input {picture}: expected a picture tensor of 4 dimensions, e.g. 1x3xHEIGHTxWIDTH");
            return null;
        }

        if (shape.Dims[0].Value is not (null or 1))
            _problems.Add($"input {picture}: the batch size is fixed to {shape.Dims[0]}; expected 1 or an open batch size");
        bool planar = shape.Dims[1].Value is 3 or null;
        bool packed = shape.Dims[3].Value is 3 or null;
        if (!planar && !packed)
        {
            _problems.Add($"input {picture}: expected 3 colour channels in dimension 1 (nchw) or 3 (nhwc)");
            return null;
        }

        if (_card.Input.Layout is { } written)
        {
            if (written == TensorLayout.Nchw ? planar : packed)
                return written;
            _problems.Add($"key 'input.layout': the card says {CardEnums.WordOf(CardEnums.Layouts, written)}, the graph's input {picture} is {(planar ? "nchw" : "nhwc")}");
            return null;
        }

        bool surelyPlanar = shape.Dims[1].Value is 3;
        bool surelyPacked = shape.Dims[3].Value is 3;
        if (surelyPlanar != surelyPacked)
            return surelyPlanar ? TensorLayout.Nchw : TensorLayout.Nhwc;
        return Missing<TensorLayout>("input.layout", "layout: nchw  # or nhwc");
    }

    private TensorType? ElementType(OnnxValue picture)
    {
        TensorType? graph = picture.ElementType switch
        {
            OnnxElementType.Float32 => TensorType.Float32,
            OnnxElementType.Float16 => TensorType.Float16,
            OnnxElementType.UInt8 => TensorType.UInt8,
            _ => null,
        };
        if (graph is null)
            _problems.Add($"input {picture}: element type not supported; expected float32, float16 or uint8");
        else if (_card.Input.Type is { } written && written != graph)
            _problems.Add($"key 'input.dtype': the card says {CardEnums.WordOf(CardEnums.Types, written)}, the graph's input {picture} takes {CardEnums.WordOf(CardEnums.Types, graph.Value)}");
        return graph;
    }

    private (int Width, int Height)? Sides(OnnxValue picture, TensorLayout layout, InputSize? asked)
    {
        InputSize? noted = ExporterNotes.Size(_model);
        int rowAxis = layout == TensorLayout.Nchw ? 2 : 1;
        int? width = Side("width", picture.Shape!.Dims[rowAxis + 1].Value, _card.Input.Width ?? noted?.Width, asked?.Width, picture);
        int? height = Side("height", picture.Shape!.Dims[rowAxis].Value, _card.Input.Height ?? noted?.Height, asked?.Height, picture);
        return width is { } w && height is { } h ? (w, h) : null;
    }

    private int? Side(string key, long? graph, int? written, int? asked, OnnxValue picture)
    {
        if (graph is { } side)
        {
            if (asked is { } other && other != side)
                _problems.Add($"the asked input {key} is {other}, but the graph's input {picture} is fixed to {side}");
            if (written is { } card && card != side && !_choice.IsFromLibrary && (key == "width" ? _card.Input.Width : _card.Input.Height) is not null)
                _problems.Add($"key 'input.{key}': the card says {card}, the graph's input {picture} is fixed to {side}");
            return (int)side;
        }

        int? chosen = asked ?? written;
        if (chosen is null)
            return Missing<int>($"input.{key}", $"{key}: 640", "the graph leaves it open");
        // Only detectors lay cells of a stride over the picture; the rest takes any size that the graph takes.
        if (Task != AnalysisTask.Detect)
            return chosen;
        int multiple = (_card.Head is { } head ? HeadRegistry.Find(head)?.InputMultiple : null) ?? HeadRegistry.All.Max(entry => entry.InputMultiple);
        if (chosen.Value % multiple != 0)
        {
            int below = Math.Max(multiple, chosen.Value / multiple * multiple);
            _problems.Add($"input {key} {chosen} ({(asked is null ? "card" : "asked for")}) is not a multiple of {multiple}, the largest stride of the head; expected e.g. {below} or {below + multiple}");
        }

        return chosen;
    }

    private T? Missing<T>(string key, string line, string reason = "cannot be read from the graph")
        where T : struct
    {
        string section = key.StartsWith("input.", StringComparison.Ordinal) ? " under 'input:'" : "";
        _problems.Add($"key '{key}' is missing and {reason}; write e.g. '{line}'{section}");
        return null;
    }
}

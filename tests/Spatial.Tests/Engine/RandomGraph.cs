using VideoDyn.Inference.Onnx;

namespace VideoDyn.Spatial.Tests.Engine;

/// <summary>
/// Small random networks of everything the engine runs: odd sizes, channels that fill no register, lopsided padding,
/// groups, dilation, every activation, branches, sums, concatenations, shuffles, gates.
/// </summary>
internal sealed class RandomGraph
{
    private readonly Random _random;
    private readonly OnnxGraphBuilder _builder;
    private readonly List<Map> _maps = [];

    private RandomGraph(int seed, bool forMasks)
    {
        _random = new Random(seed);
        _builder = new OnnxGraphBuilder($"random {seed}");
        int height = _random.Next(9, 40), width = _random.Next(9, 40);
        int channels = Pick(1, 3, 3, 5, 16);
        Shape = [1, channels, height, width];
        _maps.Add(new Map(_builder.Input("x", 1, channels, height, width), channels, height, width));
        int steps = _random.Next(3, 11);
        for (int i = 0; i < steps; i++)
            AddStep(forMasks);
        var outputs = new HashSet<Map> { _maps[^1], _maps[_random.Next(Math.Max(1, _maps.Count - 3), Math.Max(2, _maps.Count))] };
        foreach (Map map in outputs)
            _builder.Output(map.Name);
        Model = _builder.Build();
    }

    public OnnxModel Model { get; }

    public long[] Shape { get; }

    /// <summary>A network that only depends on the seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="forMasks">Keeps to kernels that halve maps or leave their size, so that the reference can tell a map's stride from its size.</param>
    public static RandomGraph Create(int seed, bool forMasks = false) => new(seed, forMasks);

    private void AddStep(bool forMasks)
    {
        Map map = _maps[_random.Next(Math.Max(0, _maps.Count - 3), _maps.Count)];
        Map? made = _random.Next(16) switch
        {
            0 or 1 or 2 or 3 => Activate(Convolve(map, forMasks)),
            4 => Activate(Depthwise(map, forMasks)),
            5 => Activate(Convolve(Activate(Depthwise(map, forMasks)), forMasks, kernel: 1)),
            6 => Pool(map, forMasks),
            7 => Residual(map),
            8 => Concat(map),
            9 => Shuffle(map),
            10 => Gate(map),
            11 => Resize(map),
            12 => forMasks ? Activate(Normalise(map)) : Activate(Transposed(map)),
            13 => Normalise(map),
            14 => Arithmetic(map),
            _ => Activate(map),
        };
        if (made is not null && made != map)
            _maps.Add(made);
    }

    private Map Convolve(Map map, bool forMasks, int kernel = 0, int outputs = 0)
    {
        int kh = kernel > 0 ? kernel : forMasks ? Pick(1, 3, 5) : Pick(1, 1, 2, 3, 3, 5, 7), kw = kernel > 0 ? kernel : Pick(kh, kh, kh, 1, 3);
        int stride = kernel > 0 ? 1 : Pick(1, 1, 1, 2), dilation = kernel > 0 || kh == 1 ? 1 : Pick(1, 1, 1, 2, 3);
        outputs = outputs > 0 ? outputs : Pick(1, 3, 8, 13, 16, 24, 32, 48, 58, 65, 80, 100);
        int groups = 1;
        if (kernel == 0 && _random.Next(6) == 0)
        {
            groups = new[] { 2, 3, 4, 5 }.FirstOrDefault(g => map.Channels % g == 0, 1);
            outputs = groups * Pick(1, 3, 8, 16, 17);
        }

        long top = Pad(kh, dilation, forMasks), left = Pad(kw, dilation, forMasks), bottom = Pad(kh, dilation, forMasks), right = Pad(kw, dilation, forMasks);
        int height = Size(map.Height, kh, stride, dilation, top + bottom), width = Size(map.Width, kw, stride, dilation, left + right);
        if (height < 1 || width < 1)
            return map;
        var inputs = new List<string> { map.Name, Weights(outputs, map.Channels / groups, kh, kw) };
        if (_random.Next(3) > 0)
            inputs.Add(Numbers(outputs));
        string name = _builder.Node(
            "Conv", inputs.ToArray(), ("strides", new long[] { stride, stride }), ("dilations", new long[] { dilation, dilation }),
            ("pads", new long[] { top, left, bottom, right }), ("group", groups), ("kernel_shape", new long[] { kh, kw }));
        return new Map(name, outputs, height, width);
    }

    private Map Depthwise(Map map, bool forMasks)
    {
        int kernel = forMasks ? Pick(3, 5) : Pick(3, 3, 5, 4), stride = Pick(1, 1, 2), dilation = Pick(1, 1, 2), multiplier = Pick(1, 1, 1, 2);
        long pad = (kernel - 1) * dilation / 2;
        int height = Size(map.Height, kernel, stride, dilation, 2 * pad), width = Size(map.Width, kernel, stride, dilation, 2 * pad);
        if (height < 1 || width < 1)
            return map;
        string name = _builder.Node(
            "Conv", [map.Name, Weights(map.Channels * multiplier, 1, kernel, kernel), Numbers(map.Channels * multiplier)],
            ("strides", new long[] { stride, stride }), ("dilations", new long[] { dilation, dilation }),
            ("pads", new long[] { pad, pad, pad, pad }), ("group", map.Channels));
        return new Map(name, map.Channels * multiplier, height, width);
    }

    private Map Transposed(Map map)
    {
        if (map.Height > 40 || map.Width > 40)
            return map;
        int kernel = Pick(1, 2, 3, 4), stride = Pick(1, 2, 3), outputs = Pick(1, 8, 16, 21), extra = _random.Next(stride);
        long pad = _random.Next(0, Math.Max(1, kernel));
        int height = (int)((stride * (map.Height - 1)) + kernel + extra - (2 * pad)), width = (int)((stride * (map.Width - 1)) + kernel + extra - (2 * pad));
        if (height < 1 || width < 1)
            return map;
        string name = _builder.Node(
            "ConvTranspose", [map.Name, Weights(map.Channels, outputs, kernel, kernel), Numbers(outputs)], ("strides", new long[] { stride, stride }),
            ("pads", new long[] { pad, pad, pad, pad }), ("output_padding", new long[] { extra, extra }), ("kernel_shape", new long[] { kernel, kernel }));
        return new Map(name, outputs, height, width);
    }

    private Map Activate(Map map)
    {
        string x = map.Name;
        string y = _random.Next(11) switch
        {
            0 => _builder.Node("Relu", [x]),
            1 => _builder.Node("LeakyRelu", [x], ("alpha", 0.1f)),
            2 => _builder.Node("PRelu", [x, _builder.Initializer<float>([map.Channels, 1, 1], Pictures.Noise(map.Channels, _random.Next()))]),
            3 => _builder.Node("Clip", [x, _builder.Initializer<float>([], 0f), _builder.Initializer<float>([], 6f)]),
            4 => _builder.Node("Mul", [x, _builder.Node("HardSigmoid", [x], ("alpha", 1f / 6), ("beta", 0.5f))]),
            5 or 6 => _builder.Node("Mul", [x, _builder.Node("Sigmoid", [x])]),
            7 => _builder.Node("Sigmoid", [x]),
            8 => _builder.Node("Tanh", [x]),
            9 => _builder.Node("HardSigmoid", [x]),
            _ => x,
        };
        return map with { Name = y };
    }

    private Map Pool(Map map, bool forMasks)
    {
        int kernel = forMasks ? Pick(3, 5) : Pick(2, 3, 5), stride = Pick(1, 2, 2);
        bool isMaximum = _random.Next(2) == 0, padFirst = !forMasks && _random.Next(4) == 0, ceiling = !padFirst && _random.Next(4) == 0;
        long pad = padFirst || (!forMasks && _random.Next(3) == 0) ? 0 : kernel / 2;
        string x = map.Name;
        int height = map.Height, width = map.Width;
        if (padFirst)
        {
            x = _builder.Node("Pad", [x, _builder.Initializer<long>([8], 0, 0, 1, 0, 0, 0, 1, 1)]);
            (height, width) = (height + 2, width + 1);
        }

        int outHeight = Size(height, kernel, stride, 1, 2 * pad, ceiling), outWidth = Size(width, kernel, stride, 1, 2 * pad, ceiling);
        if (outHeight < 1 || outWidth < 1 || (forMasks && ceiling))
            return map;
        var attributes = new List<OnnxAttribute>
        {
            ("kernel_shape", new long[] { kernel, kernel }), ("strides", new long[] { stride, stride }), ("pads", new long[] { pad, pad, pad, pad }), ("ceil_mode", ceiling ? 1 : 0),
        };
        if (!isMaximum)
            attributes.Add(("count_include_pad", _random.Next(2)));
        return new Map(_builder.Node(isMaximum ? "MaxPool" : "AveragePool", [x], attributes.ToArray()), map.Channels, outHeight, outWidth);
    }

    private Map Residual(Map map)
    {
        Map branch = Activate(Convolve(map, forMasks: true, kernel: 1, outputs: map.Channels));
        string sum = _random.Next(2) == 0 ? _builder.Node("Add", [branch.Name, map.Name]) : _builder.Node("Add", [map.Name, branch.Name]);
        return Activate(map with { Name = sum });
    }

    private Map? Concat(Map map)
    {
        Map[] parts = [.. _maps.Where(other => other.Height == map.Height && other.Width == map.Width).OrderBy(_ => _random.Next()).Take(Pick(2, 3))];
        return parts.Length < 2 ? null : map with { Name = _builder.Node("Concat", [.. parts.Select(part => part.Name)], ("axis", 1)), Channels = parts.Sum(part => part.Channels) };
    }

    private Map? Shuffle(Map map)
    {
        int groups = new[] { 2, 3, 4 }.FirstOrDefault(g => map.Channels % g == 0);
        if (groups == 0)
            return null;
        string x = _builder.Node("Reshape", [map.Name, _builder.Initializer<long>([5], 1, groups, map.Channels / groups, map.Height, map.Width)]);
        x = _builder.Node("Transpose", [x], ("perm", new long[] { 0, 2, 1, 3, 4 }));
        x = _builder.Node("Reshape", [x, _builder.Initializer<long>([4], 1, -1, map.Height, map.Width)]);
        int half = map.Channels / 2;
        string[] halves = _builder.Nodes("Split", [x, _builder.Initializer<long>([2], half, map.Channels - half)], 2, ("axis", 1));
        Map left = map with { Name = halves[0], Channels = half }, right = map with { Name = halves[1], Channels = map.Channels - half };
        Map second = Activate(Convolve(right, forMasks: true, kernel: 1));
        return map with { Name = _builder.Node("Concat", [left.Name, second.Name], ("axis", 1)), Channels = left.Channels + second.Channels };
    }

    private Map Gate(Map map)
    {
        string mean = _builder.Node("GlobalAveragePool", [map.Name]);
        Map squeezed = Convolve(new Map(mean, map.Channels, 1, 1), forMasks: true, kernel: 1, outputs: Pick(1, 4, 16));
        Map gate = Convolve(squeezed with { Name = _builder.Node("Relu", [squeezed.Name]) }, forMasks: true, kernel: 1, outputs: map.Channels);
        return map with { Name = _builder.Node("Mul", [map.Name, _builder.Node("Sigmoid", [gate.Name])]) };
    }

    private Map Resize(Map map)
    {
        if (map.Height > 40 || map.Width > 40)
            return map;
        bool isLinear = _random.Next(2) == 0;
        string transform = isLinear ? PickText("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric") : PickText("asymmetric", "half_pixel");
        string rounding = transform == "asymmetric" ? "floor" : "round_prefer_floor";
        string name = _builder.Node(
            "Resize", [map.Name, "", _builder.Initializer<float>([4], 1, 1, 2, 2)], ("mode", isLinear ? "linear" : "nearest"),
            ("coordinate_transformation_mode", transform), ("nearest_mode", rounding));
        return new Map(name, map.Channels, map.Height * 2, map.Width * 2);
    }

    private Map Normalise(Map map)
    {
        float[] variance = [.. Pictures.Noise(map.Channels, _random.Next()).Select(number => Math.Abs(number) + 0.1f)];
        string name = _builder.Node(
            "BatchNormalization", [map.Name, Numbers(map.Channels), Numbers(map.Channels), Numbers(map.Channels), _builder.Initializer<float>([map.Channels], variance)]);
        return map with { Name = name };
    }

    private Map Arithmetic(Map map)
    {
        string constant = _random.Next(2) == 0 ? _builder.Initializer<float>([], 1.5f) : _builder.Initializer<float>([1, map.Channels, 1, 1], [.. Pictures.Noise(map.Channels, _random.Next()).Select(number => number + 2)]);
        string name = _random.Next(5) switch
        {
            0 => _builder.Node("Add", [map.Name, constant]),
            1 => _builder.Node("Sub", [constant, map.Name]),
            2 => _builder.Node("Mul", [constant, map.Name]),
            3 => _builder.Node("Div", [map.Name, constant]),
            _ => _builder.Node("Sub", [map.Name, constant]),
        };
        return map with { Name = name };
    }

    private string Weights(int outputs, int inputs, int height, int width)
    {
        // Scaled so that numbers neither vanish nor explode through the layers.
        float scale = 1.7f / MathF.Sqrt(inputs * height * width);
        return _builder.Initializer<float>([outputs, inputs, height, width], [.. Pictures.Noise((long)outputs * inputs * height * width, _random.Next()).Select(number => number * scale)]);
    }

    private string Numbers(int count) => _builder.Initializer<float>([count], Pictures.Noise(count, _random.Next()));

    private long Pad(int kernel, int dilation, bool forMasks) =>
        forMasks || _random.Next(3) > 0 ? (kernel - 1) * dilation / 2 : _random.Next(0, ((kernel - 1) * dilation) + 1);

    private int Pick(params ReadOnlySpan<int> choices) => choices[_random.Next(choices.Length)];

    private string PickText(params ReadOnlySpan<string> choices) => choices[_random.Next(choices.Length)];

    private static int Size(int size, int kernel, int stride, int dilation, long pads, bool ceiling = false)
    {
        long room = size + pads - (((kernel - 1) * dilation) + 1);
        if (room < 0)
            return 0;
        long steps = (room / stride) + 1;
        return (int)(ceiling && room % stride != 0 && steps * stride < size + (pads / 2) ? steps + 1 : steps);
    }

    private sealed record Map(string Name, int Channels, int Height, int Width);
}

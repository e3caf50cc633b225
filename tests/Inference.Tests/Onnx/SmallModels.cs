using System.Collections.Immutable;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Onnx;

/// <summary>Small models made in memory.</summary>
internal static class SmallModels
{
    /// <summary>Input 1x3xhxw, a 3x3 convolution to 4 channels, Relu.</summary>
    public static OnnxModel Convolution()
    {
        var builder = new OnnxGraphBuilder("small");
        string x = builder.Input("x", 1, 3, "h", "w");
        string w = builder.Initializer<float>([4, 3, 3, 3], new float[4 * 27]);
        string y = builder.Node("Relu", [builder.Node("Conv", [x, w], ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new long[] { 2, 2 }))]);
        builder.Output(y);
        return builder.Build();
    }

    /// <summary>Sorted copy, as models keep their pairs.</summary>
    public static ImmutableSortedDictionary<string, T> ToSorted<T>(this Dictionary<string, T> pairs) =>
        pairs.ToImmutableSortedDictionary(StringComparer.Ordinal);
}

using VideoDyn.Core.Memory;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Benchmarks.Engine;

/// <summary>The models that the engine is measured on.</summary>
internal static class BenchModels
{
    /// <summary>A model of the shared data folder; null when the folder is not there.</summary>
    public static OnnxModel? Shared(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("VIDEODYN_DATA");
        string[] candidates = [folder ?? "", Path.Combine("..", "shared", "data"), Path.Combine("shared", "data")];
        string? path = candidates.Where(candidate => candidate.Length > 0).Select(candidate => Path.Combine(candidate, "models", name + ".onnx")).FirstOrDefault(File.Exists);
        return path is null ? null : OnnxReader.Load(path);
    }

    /// <summary>The ResNet-18 backbone (He et al., 2016) without its classifier, random weights, batch norms folded.</summary>
    public static OnnxModel ResNet18(int height, int width)
    {
        var builder = new OnnxGraphBuilder("resnet18");
        var random = new Random(18);
        string value = builder.Input("images", 1, 3, height, width);
        value = Relu(builder, Convolution(builder, random, value, 3, 64, 7, 2));
        value = builder.Node("MaxPool", [value], ("kernel_shape", new long[] { 3, 3 }), ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 1, 1 }));
        int channels = 64;
        for (int stage = 0; stage < 4; stage++)
        {
            int outputs = 64 << stage;
            for (int block = 0; block < 2; block++)
            {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                string first = Relu(builder, Convolution(builder, random, value, channels, outputs, 3, stride));
                string second = Convolution(builder, random, first, outputs, outputs, 3, 1);
                string shortcut = stride == 1 ? value : Convolution(builder, random, value, channels, outputs, 1, stride);
                value = Relu(builder, builder.Node("Add", [second, shortcut]));
                channels = outputs;
            }
        }

        builder.Output(value, OnnxElementType.Float32, 1, channels, height / 32, width / 32);
        return builder.Build();
    }

    /// <summary>Waves with noise, as a picture of 0 to 255.</summary>
    public static float[] Picture(long[] shape, int seed)
    {
        var random = new Random(seed);
        var picture = new float[shape.Aggregate(1L, (product, dim) => product * dim)];
        for (int i = 0; i < picture.Length; i++)
            picture[i] = (float)(127 + (90 * Math.Sin((i * 0.003) + seed)) + (30 * (random.NextDouble() - 0.5)));
        return picture;
    }

    /// <summary>The same numbers in memory like that of the product's input tensors; kept for the rest of the process.</summary>
    public static unsafe nint AsTensor(float[] picture)
    {
        var memory = (float*)HugePages.Allocate((long)picture.Length * sizeof(float), 64);
        picture.CopyTo(new Span<float>(memory, picture.Length));
        return (nint)memory;
    }

    private static string Relu(OnnxGraphBuilder builder, string value) => builder.Node("Relu", [value]);

    private static string Convolution(OnnxGraphBuilder builder, Random random, string value, int inputs, int outputs, int kernel, int stride)
    {
        // He initialisation keeps the numbers in range through all layers.
        double scale = Math.Sqrt(6.0 / (inputs * kernel * kernel));
        float[] weights = [.. Enumerable.Range(0, outputs * inputs * kernel * kernel).Select(_ => (float)(((random.NextDouble() * 2) - 1) * scale))];
        float[] bias = [.. Enumerable.Range(0, outputs).Select(_ => (float)((random.NextDouble() - 0.5) * 0.1))];
        long pad = kernel / 2;
        string w = builder.Initializer<float>([outputs, inputs, kernel, kernel], weights), b = builder.Initializer<float>([outputs], bias);
        return builder.Node("Conv", [value, w, b], ("kernel_shape", new long[] { kernel, kernel }), ("strides", new long[] { stride, stride }), ("pads", new long[] { pad, pad, pad, pad }));
    }
}

using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Onnx;

/// <summary>Runs models in ONNX Runtime, the reference of these tests.</summary>
internal static class Runtime
{
    /// <summary>Runs a model on seeded random inputs.</summary>
    /// <param name="model">The bytes of a model file.</param>
    /// <param name="shapes">Concrete shape of each input.</param>
    /// <param name="types">Element type of each input.</param>
    /// <param name="optimise">Whether ONNX Runtime may rewrite the graph.</param>
    /// <returns>Outputs by name.</returns>
    public static Dictionary<string, OnnxTensor> Run(
        byte[] model, IReadOnlyDictionary<string, long[]> shapes, IEnumerable<OnnxValue> types, bool optimise = true)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = optimise ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        using var session = new InferenceSession(model, options);
        List<NamedOnnxValue> inputs = [.. types.Select((type, index) => RandomInput(type, shapes[type.Name], index))];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run(inputs);
        return outputs.ToDictionary(output => output.Name, ToTensor);
    }

    /// <summary>Runs a model on seeded random inputs of its declared types.</summary>
    public static Dictionary<string, OnnxTensor> Run(OnnxModel model, IReadOnlyDictionary<string, long[]> shapes, bool optimise = true) =>
        Run(OnnxWriter.ToBytes(model), shapes, model.Graph.Inputs, optimise);

    private static NamedOnnxValue RandomInput(OnnxValue type, long[] shape, int seed)
    {
        var random = new Random(seed);
        int[] dims = [.. shape.Select(dim => (int)dim)];
        int count = dims.Aggregate(1, (product, dim) => product * dim);
        return type.ElementType switch
        {
            OnnxElementType.Float32 => Create(Enumerable.Range(0, count).Select(_ => random.NextSingle()).ToArray()),
            OnnxElementType.Float16 => Create(Enumerable.Range(0, count).Select(_ => (Float16)random.NextSingle()).ToArray()),
            OnnxElementType.Int64 => Create(Enumerable.Range(0, count).Select(_ => 16000L).ToArray()),
            OnnxElementType.Int32 => Create(Enumerable.Range(0, count).Select(_ => random.Next(3)).ToArray()),
            OnnxElementType.Bool => Create(Enumerable.Range(0, count).Select(_ => random.Next(2) == 1).ToArray()),
            _ => throw new NotSupportedException(type.ToString()),
        };

        NamedOnnxValue Create<T>(T[] data) => NamedOnnxValue.CreateFromTensor(type.Name, new DenseTensor<T>(data, dims));
    }

    private static OnnxTensor ToTensor(DisposableNamedOnnxValue value)
    {
        return value.ElementType switch
        {
            TensorElementType.Float => Of<float>(),
            TensorElementType.Double => Of<double>(),
            TensorElementType.Int64 => Of<long>(),
            TensorElementType.Int32 => Of<int>(),
            TensorElementType.UInt8 => Of<byte>(),
            TensorElementType.Int8 => Of<sbyte>(),
            TensorElementType.Bool => Of<bool>(),
            TensorElementType.Float16 => new OnnxTensor(
                value.Name, OnnxElementType.Float16, Dims(value.AsTensor<Float16>()),
                System.Runtime.InteropServices.MemoryMarshal.AsBytes<Float16>(value.AsTensor<Float16>().ToArray()).ToArray()),
            _ => throw new NotSupportedException(value.ElementType.ToString()),
        };

        OnnxTensor Of<T>()
            where T : unmanaged =>
            OnnxTensor.Of<T>(value.Name, Dims(value.AsTensor<T>()), value.AsTensor<T>().ToArray());

        static long[] Dims<T>(Tensor<T> tensor) => [.. tensor.Dimensions.ToArray().Select(dim => (long)dim)];
    }
}

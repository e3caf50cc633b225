#pragma warning disable CS1591 // The names are those of onnx.proto, which explains them.
namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Field numbers of <c>onnx.proto</c> (the ONNX standard, file format versions 3 to 13).</summary>
internal static class Fields
{
    internal static class Model
    {
        public const int IrVersion = 1, ProducerName = 2, ProducerVersion = 3, Domain = 4, ModelVersion = 5, DocString = 6;
        public const int Graph = 7, OpsetImport = 8, Metadata = 14, Functions = 25;
    }

    internal static class Opset
    {
        public const int Domain = 1, Version = 2;
    }

    internal static class Pair
    {
        public const int Key = 1, Value = 2;
    }

    internal static class Graph
    {
        public const int Node = 1, Name = 2, Initializer = 5, Input = 11, Output = 12, ValueInfo = 13, SparseInitializer = 15;
    }

    internal static class Node
    {
        public const int Input = 1, Output = 2, Name = 3, OpType = 4, Attribute = 5, Domain = 7;
    }

    internal static class Attribute
    {
        public const int Name = 1, Float = 2, Int = 3, String = 4, Tensor = 5, Graph = 6, Floats = 7, Ints = 8, Strings = 9;
        public const int Tensors = 10, Graphs = 11, TypeProto = 14, TypeProtos = 15, Type = 20, Reference = 21;
        public const int SparseTensor = 22, SparseTensors = 23;
    }

    internal static class Tensor
    {
        public const int Dims = 1, DataType = 2, Segment = 3, FloatData = 4, Int32Data = 5, StringData = 6, Int64Data = 7;
        public const int Name = 8, RawData = 9, DoubleData = 10, UInt64Data = 11, ExternalData = 13, DataLocation = 14;
    }

    internal static class Value
    {
        public const int Name = 1, Type = 2;
    }

    internal static class Type
    {
        public const int Tensor = 1, ElementType = 1, Shape = 2, Dim = 1, DimValue = 1, DimParameter = 2;
    }
}

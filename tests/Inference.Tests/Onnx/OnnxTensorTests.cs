using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Wire;

namespace VideoDyn.Inference.Tests.Onnx;

public class OnnxTensorTests
{
    [Fact]
    public void ToFloats_EveryRealType_IsWidened()
    {
        Assert.Equal([0.5f, -2], OnnxTensor.Vector<Half>([(Half)0.5f, (Half)(-2)]).ToFloats());
        Assert.Equal([0.5f, -2], OnnxTensor.Vector<double>([0.5, -2]).ToFloats());
        Assert.Equal([-1f, 2], OnnxTensor.Vector<sbyte>([-1, 2]).ToFloats());
        Assert.Equal([1f, -2], new OnnxTensor("", OnnxElementType.BFloat16, [2], new byte[] { 0x80, 0x3f, 0x00, 0xc0 }).ToFloats());
        Assert.Equal([0L, 1], OnnxTensor.Vector<bool>([false, true]).ToInt64s());
    }

    [Fact]
    public void Span_OtherType_IsAModelErrorThatNamesBoth()
    {
        var error = Assert.Throws<VideoDynException>(() => OnnxTensor.Vector<long>([1], "axes").Span<float>().Length);
        Assert.Equal("tensor 'axes' holds Int64, expected Float32", error.Message);
        Assert.Throws<VideoDynException>(() => OnnxTensor.Vector<float>([1]).ToInt64s());
    }

    [Theory]
    [InlineData(new long[] { 3 }, 8)]
    [InlineData(new long[] { -1 }, 4)]
    [InlineData(new long[] { long.MaxValue, 4 }, 4)]
    [InlineData(new long[] { long.MaxValue / 2 }, 4)]
    public void Constructor_ShapeAgainstBytes_IsAModelError(long[] dims, int bytes) =>
        Assert.Throws<VideoDynException>(() => new OnnxTensor("t", OnnxElementType.Float32, dims, new byte[bytes]));

    [Fact]
    public void Decode_TypedLists_GiveTheSameAsRawBytes()
    {
        Check(OnnxElementType.Float32, Fields.Tensor.FloatData, OnnxTensor.Vector<float>([1, -2.5f]), [0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0]);
        Check(OnnxElementType.Int64, Fields.Tensor.Int64Data, OnnxTensor.Vector<long>([300, 1]), [0xac, 0x02, 1]);
        Check(OnnxElementType.Int32, Fields.Tensor.Int32Data, OnnxTensor.Vector<int>([-1, 5]), [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 5]);
        Check(OnnxElementType.UInt8, Fields.Tensor.Int32Data, OnnxTensor.Vector<byte>([200, 5]), [0xc8, 1, 5]);
        Check(OnnxElementType.Float16, Fields.Tensor.Int32Data, OnnxTensor.Vector<Half>([(Half)1, (Half)(-2)]), [0x80, 0x78, 0x80, 0x80, 3]);
        Check(OnnxElementType.Float64, Fields.Tensor.DoubleData, OnnxTensor.Vector<double>([2]), [0, 0, 0, 0, 0, 0, 0, 0x40]);
        Check(OnnxElementType.UInt64, Fields.Tensor.UInt64Data, OnnxTensor.Vector<ulong>([7, 8]), [7, 8]);
    }

    [Fact]
    public void Decode_UnpackedListWithTypeBehind_IsRead()
    {
        // int64_data 3, int64_data 4, dims 2, data_type 7, in this order.
        OnnxTensor tensor = TensorDecoder.Decode(new ProtoReader(new byte[] { 0x38, 3, 0x38, 4, 0x08, 2, 0x10, 7 }), new DecodeContext(null));
        Assert.Equal([3L, 4], tensor.ToInt64s());
    }

    private static void Check(OnnxElementType type, int field, OnnxTensor expected, byte[] packed)
    {
        var writer = new ProtoWriter();
        writer.Bytes(field, packed);
        writer.Int64(Fields.Tensor.DataType, (int)type);
        writer.Int64(Fields.Tensor.Dims, expected.Count);
        OnnxTensor actual = TensorDecoder.Decode(new ProtoReader(writer.Written), new DecodeContext(null));
        Assert.Equal((expected.ElementType, expected.Count), (actual.ElementType, actual.Count));
        Assert.Equal(expected.Bytes.ToArray(), actual.Bytes.ToArray());
    }
}

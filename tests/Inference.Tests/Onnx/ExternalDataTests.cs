using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Wire;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Onnx;

public sealed class ExternalDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_DataBesideTheModel_IsReadFromItsOffset()
    {
        File.WriteAllBytes(_folder["weights.bin"], [9, 9, 9, 9, .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f), 9]);
        OnnxTensor tensor = Assert.Single(OnnxReader.Load(Model(("location", "weights.bin"), ("offset", "4"), ("length", "8"))).Graph.Initializers);
        Assert.Equal([1.5f, -2f], tensor.ToFloats());
    }

    [Fact]
    public void Load_MissingData_NamesTheFileAndTheTensor() => Expect("weights.bin", ("location", "weights.bin"));

    [Theory]
    [InlineData("../weights.bin")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../weights.bin")]
    [InlineData("..\\weights.bin")]
    public void Load_DataOutsideOfTheFolder_IsRefused(string location) => Expect("outside of the model's folder", ("location", location));

    [Theory]
    [InlineData("8", "8")]
    [InlineData("9223372036854775807", "8")]
    [InlineData("0", "9223372036854775807")]
    public void Load_DataTooShort_NamesBothSizes(string offset, string length)
    {
        File.WriteAllBytes(_folder["weights.bin"], new byte[12]);
        Expect("has 12 bytes", ("location", "weights.bin"), ("offset", offset), ("length", length));
    }

    [Theory]
    [InlineData("-4")]
    [InlineData("four")]
    [InlineData("99999999999999999999")]
    public void Load_OffsetThatIsNoNumber_IsRefused(string offset) => Expect("expected a number", ("location", "weights.bin"), ("offset", offset));

    private void Expect(string message, params (string Key, string Value)[] location)
    {
        string path = Model(location);
        var error = Assert.Throws<VideoDynException>(() => OnnxReader.Load(path));
        Assert.Equal(ErrorKind.Model, error.Kind);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("tensor 'w'", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    /// <summary>A model file with one initializer of two singles that lie elsewhere.</summary>
    private string Model(params (string Key, string Value)[] location)
    {
        var writer = new ProtoWriter();
        writer.Int64(Fields.Tensor.DataLocation, 1);
        foreach ((string key, string value) in location.Reverse())
        {
            int mark = writer.Length;
            writer.Text(Fields.Pair.Value, value);
            writer.Text(Fields.Pair.Key, key);
            writer.Message(Fields.Tensor.ExternalData, mark);
        }

        writer.Text(Fields.Tensor.Name, "w");
        writer.Int64(Fields.Tensor.DataType, (int)OnnxElementType.Float32);
        writer.Int64(Fields.Tensor.Dims, 2);
        writer.Message(Fields.Graph.Initializer, 0);
        writer.Message(Fields.Model.Graph, 0);
        int opset = writer.Length;
        writer.Int64(Fields.Opset.Version, 13);
        writer.Message(Fields.Model.OpsetImport, opset);
        writer.Int64(Fields.Model.IrVersion, 8);
        string path = _folder["model.onnx"];
        File.WriteAllBytes(path, writer.Written.ToArray());
        return path;
    }
}

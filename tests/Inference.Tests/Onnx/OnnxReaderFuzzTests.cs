using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Onnx;

public class OnnxReaderFuzzTests
{
    private static readonly byte[] s_model = Seed();

    [Fact]
    public void EveryTruncation_IsReadOrRefusedWithAModelError()
    {
        for (int length = 0; length < s_model.Length; length++)
            ReadOrRefuse(s_model.AsMemory(0, length));
    }

    [Fact]
    public void EveryByteSetToExtremes_IsReadOrRefusedWithAModelError()
    {
        foreach (byte value in (byte[])[0, 1, 0x7f, 0x80, 0xff])
        {
            for (int position = 0; position < s_model.Length; position++)
            {
                byte[] copy = [.. s_model];
                copy[position] = value;
                ReadOrRefuse(copy);
            }
        }
    }

    [Fact]
    public void RandomBytes_AreReadOrRefusedWithAModelError() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(new Replay(new Rnd(17, 19), null)),
            Prop.ForAll<byte[]>(bytes => ReadOrRefuse(bytes)));

    [Fact]
    public void RandomFlipsAndInsertions_AreReadOrRefusedWithAModelError()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 5000; trial++)
        {
            List<byte> copy = [.. s_model];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                int at = random.Next(copy.Count);
                switch (random.Next(3))
                {
                    case 0:
                        copy[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        copy.Insert(at, (byte)random.Next(256));
                        break;
                    default:
                        copy.RemoveAt(at);
                        break;
                }
            }

            ReadOrRefuse(copy.ToArray());
        }
    }

    [Fact]
    public void AbsurdLengths_TakeNoMemory()
    {
        // Field 7 (graph) that claims 2^62 bytes; then a tensor whose shape claims 2^60 elements.
        ReadOrRefuse(new byte[] { 0x08, 0x08, 0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x3f });
        byte[] tensor = [0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10, 0x10, 0x01, 0x4a, 0x00];
        byte[] graph = [0x2a, (byte)tensor.Length, .. tensor];
        byte[] file = [0x08, 0x08, 0x42, 0x02, 0x10, 0x0d, 0x3a, (byte)graph.Length, .. graph];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<VideoDynException>(() => OnnxReader.Parse(file, "absurd"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    private static void ReadOrRefuse(ReadOnlyMemory<byte> bytes)
    {
        long start = Stopwatch.GetTimestamp();
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            OnnxReader.Parse(bytes, "fuzzed");
        }
        catch (VideoDynException error)
        {
            Assert.Equal(ErrorKind.Model, error.Kind);
            Assert.Contains("fuzzed", error.Message, StringComparison.Ordinal);
        }

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000 + (200L * bytes.Length));
    }

    /// <summary>A model of about a kilobyte with something of everything that the format holds.</summary>
    private static byte[] Seed()
    {
        OnnxGraph Branch(string output) =>
            new("branch", [new OnnxNode("Relu", ["y"], [output])], [], [new OnnxValue(output, OnnxElementType.Float32, new OnnxShape(1, "n"))]);
        var builder = new OnnxGraphBuilder("fuzz");
        string x = builder.Input("x", 1, 3, "h", OnnxDim.Unknown);
        string w = builder.Initializer<float>([2, 3, 1, 1], 1, 2, 3, 4, 5, 6);
        builder.Add(new OnnxNode("Conv", [x, w], ["y"], [("pads", new long[] { 0, 0, 0, 0 }), ("auto_pad", "NOTSET")], "conv"));
        string half = builder.Node("Constant", [], ("value", OnnxTensor.Of<long>("", [2], 0, -1)));
        string flag = builder.Node("Constant", [], ("value", OnnxTensor.Scalar(true)));
        string reshaped = builder.Node("Reshape", ["y", half]);
        string branched = builder.Node("If", [flag], ("then_branch", Branch("p")), ("else_branch", Branch("q")));
        builder.Add(new OnnxNode("Custom", [branched], ["z"], [("alpha", 0.5f), ("scales", new[] { 1f, 2f })], domain: "com.example"));
        builder.Output(reshaped, OnnxElementType.Float32, 1, "n");
        builder.Output("z");
        return OnnxWriter.ToBytes(new OnnxModel(builder.BuildGraph(), new Dictionary<string, long> { [""] = 13, ["com.example"] = 1 }.ToSorted())
        {
            Metadata = new Dictionary<string, string> { ["key"] = "value" }.ToSorted(),
        });
    }
}

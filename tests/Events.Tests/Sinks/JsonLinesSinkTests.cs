using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;
using VideoDyn.TestKit;

namespace VideoDyn.Events.Tests.Sinks;

public class JsonLinesSinkTests
{
    [Fact]
    public void Write_TwoEvents_AreTwoLinesVisibleAtOnce()
    {
        using var folder = new TemporaryFolder();
        using JsonLinesSink sink = JsonLinesSink.Create(folder["events.jsonl"]);
        sink.Write("""{"a":1}"""u8);
        sink.Write("""{"a":2}"""u8);

        using var reader = new StreamReader(new FileStream(folder["events.jsonl"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.Equal("{\"a\":1}\n{\"a\":2}\n", reader.ReadToEnd());
    }

    [Fact]
    public void Write_FullDevice_NamesTheFile()
    {
        using JsonLinesSink sink = JsonLinesSink.Create("/dev/full");
        VideoDynException error = Assert.Throws<VideoDynException>(() => sink.Write("{}"u8));

        Assert.Equal(ErrorKind.Output, error.Kind);
        Assert.Contains("/dev/full", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FailsHalfWay_CutsTheHalfLineOff()
    {
        var stream = new FillingStream(capacity: 12);
        using var sink = new JsonLinesSink(stream, "test");
        sink.Write("""{"a":1}"""u8);

        Assert.Throws<VideoDynException>(() => sink.Write("""{"a":22222222}"""u8));
        Assert.Equal("{\"a\":1}\n"u8.ToArray(), stream.ToArray());
    }

    [Fact]
    public void Create_FolderThatIsNotThere_IsAnOutputError()
    {
        using var folder = new TemporaryFolder();
        VideoDynException error = Assert.Throws<VideoDynException>(() => JsonLinesSink.Create(folder["missing/events.jsonl"]));

        Assert.Equal(ErrorKind.Output, error.Kind);
        Assert.Contains("missing/events.jsonl", error.Message, StringComparison.Ordinal);
    }

    // A disk that takes part of a write before it is full.
    private sealed class FillingStream(int capacity) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            int fits = (int)Math.Min(count, capacity - Length);
            base.Write(buffer, offset, fits);
            if (fits < count)
                throw new IOException("No space left on device");
        }
    }
}

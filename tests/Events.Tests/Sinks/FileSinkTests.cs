using VideoDyn.Core.Errors;
using VideoDyn.Events.Envelope.Formats;
using VideoDyn.Events.Sinks;
using VideoDyn.Events.Sinks.Files;
using VideoDyn.Events.Tests.Outbox;
using VideoDyn.TestKit;

namespace VideoDyn.Events.Tests.Sinks;

public sealed class FileSinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["events.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Send_AppendsALineForEachEvent()
    {
        await SendAsync(new FileSinkOptions { Path = File }, 1, 2);
        await SendAsync(new FileSinkOptions { Path = File }, 3, 1);

        Assert.Equal([1, 2, 3], Numbers(File));
    }

    [Fact]
    public async Task Open_CutsOffWhatACrashLeftOfALine()
    {
        await SendAsync(new FileSinkOptions { Path = File }, 1, 2);
        System.IO.File.AppendAllText(File, new string('x', 10_000));
        await SendAsync(new FileSinkOptions { Path = File }, 3, 1);

        Assert.Equal([1, 2, 3], Numbers(File));
    }

    [Fact]
    public async Task Open_OfAFileWithoutAnyWholeLine_BeginsAnew()
    {
        System.IO.File.WriteAllText(File, "{\"half");
        await SendAsync(new FileSinkOptions { Path = File }, 1, 1);
        Assert.Equal([1], Numbers(File));
    }

    [Fact]
    public async Task GrownFile_IsPutAside_AndOnlySoManyAreKept()
    {
        var options = new FileSinkOptions { Path = File, MaxBytes = 1024, Keep = 2 };
        await using var sink = new FileSink("files", options);
        await sink.OpenAsync(CancellationToken.None);
        for (int number = 1; number <= 40; number++)
            await sink.SendAsync([Event(number)], new List<Delivery>(), CancellationToken.None);

        Assert.Equal(["events.jsonl", "events.jsonl.1", "events.jsonl.2"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
        int[] kept = [.. Numbers(File + ".2"), .. Numbers(File + ".1"), .. Numbers(File)];
        Assert.Equal(Enumerable.Range(41 - kept.Length, kept.Length), kept);
        Assert.InRange(new FileInfo(File + ".1").Length, 1024, 1024 + 400);
    }

    [Fact]
    public async Task FolderThatCannotBeMade_IsUnavailable()
    {
        System.IO.File.WriteAllText(_folder["file"], "");
        await using var sink = new FileSink("files", new FileSinkOptions { Path = Path.Combine(_folder["file"], "events.jsonl") });
        SinkUnavailableException error = await Assert.ThrowsAsync<SinkUnavailableException>(() => sink.OpenAsync(CancellationToken.None));
        Assert.Contains("events.jsonl", error.Message);
    }

    [Fact]
    public async Task FullDisk_IsUnavailable_AndLeavesNoPartOfALine()
    {
        await using var sink = new FileSink("files", new FileSinkOptions { Path = "/dev/full" });
        await Assert.ThrowsAsync<SinkUnavailableException>(async () =>
        {
            await sink.OpenAsync(CancellationToken.None);
            await sink.SendAsync([Event(1)], new List<Delivery>(), CancellationToken.None);
        });
    }

    [Fact]
    public async Task Format_DecidesTheLine_AndNoWordsMeanNoLine()
    {
        Delivery[] answers = await SendAsync(new FileSinkOptions { Path = File, Format = new OddOnly() }, 1, 3);

        Assert.Equal(["1", "3"], System.IO.File.ReadAllLines(File));
        Assert.All(answers, answer => Assert.True(answer.IsConfirmed));
    }

    [Fact]
    public void WrongOptions_AreAllNamed()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => new FileSink("files", new FileSinkOptions { Path = "", MaxBytes = 1, Keep = -1 }));
        foreach (string part in (string[])["files", "path", "max_size", "keep"])
            Assert.Contains(part, error.Message);
    }

    [Fact]
    public async Task Stream_ThatIsBroken_IsUnavailable()
    {
        var stream = new MemoryStream();
        await using var sink = new StreamSink("out", stream);
        var deliveries = new List<Delivery>();
        await sink.SendAsync([Event(1), Event(2)], deliveries, CancellationToken.None);
        Assert.Equal(2, deliveries.Count);
        Assert.Equal(2, System.Text.Encoding.UTF8.GetString(stream.ToArray()).Count(letter => letter == '\n'));

        stream.Dispose();
        await Assert.ThrowsAsync<SinkUnavailableException>(() => sink.SendAsync([Event(3)], deliveries, CancellationToken.None));
    }

    private static OutgoingEvent Event(int number) => new(number, TestEvents.Id(number), "videodyn.object.entered", "gate", TestEvents.Make(number));

    private static async Task<Delivery[]> SendAsync(FileSinkOptions options, int first, int count)
    {
        await using var sink = new FileSink("files", options);
        var deliveries = new List<Delivery>();
        await sink.OpenAsync(CancellationToken.None);
        await sink.SendAsync([.. Enumerable.Range(first, count).Select(Event)], deliveries, CancellationToken.None);
        return [.. deliveries];
    }

    private static int[] Numbers(string path) =>
    [
        .. System.IO.File.ReadAllLines(path).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("data").GetProperty("id").GetInt32()),
    ];

    private sealed class OddOnly : IEventFormat
    {
        public string Name => "odd";

        public string ContentType => "text/plain";

        public ReadOnlyMemory<byte> Format(OutgoingEvent e) => e.Sequence % 2 == 1 ? System.Text.Encoding.UTF8.GetBytes($"{e.Sequence}") : default;
    }
}

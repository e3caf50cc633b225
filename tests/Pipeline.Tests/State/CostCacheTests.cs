using System.Text.Json.Nodes;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Kernels;
using VideoDyn.Inference.Crops;
using VideoDyn.Pipeline.State;
using VideoDyn.Spatial.Crops.Costs;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.State;

public sealed class CostCacheTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CropSize[] s_sizes = [new CropSize(128, 128, 10)];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WhatWasWritten_IsThat()
    {
        CostCache cache = Cache(s_now);
        Assert.Null(cache.Read(Model(), s_sizes));
        Assert.Null(cache.Write(Model(), Costs()));
        AnalysisCosts read = cache.Read(Model(), s_sizes)!;
        Assert.Equal(Costs().Entries, read.Entries);
        Assert.Equal([cache.PathOf(Model())], Directory.GetFiles(_folder["tables"]));
    }

    [Fact]
    public void Read_OfAnotherModelSizeOrThreads_IsNothing()
    {
        CostCache cache = Cache(s_now);
        cache.Write(Model(), Costs());
        Assert.Null(cache.Read(Model(sha256: "b"), s_sizes));
        Assert.Null(cache.Read(Model(side: 640), s_sizes));
        Assert.Null(cache.Read(Model(threads: 2), s_sizes));
        Assert.Null(cache.Read(Model(), [.. s_sizes, new CropSize(192, 192, 20)]));
    }

    [Theory]
    [InlineData(29.9, true)]
    [InlineData(30.1, false)]
    [InlineData(-0.1, false)]
    public void Read_ByItsAge(double days, bool isUsed)
    {
        Cache(s_now).Write(Model(), Costs());
        Assert.Equal(isUsed, Cache(s_now.AddDays(days)).Read(Model(), s_sizes) is not null);
    }

    [Theory]
    [InlineData("version", "2")]
    [InlineData("product", "\"0.0.1\"")]
    [InlineData("processor", "\"another one\"")]
    [InlineData("costs.model_sha256", "\"b\"")]
    [InlineData("costs.threads", "2")]
    [InlineData("costs.instruction_set", "\"abacus\"")]
    [InlineData("costs.entries", "null")]
    [InlineData("costs", "null")]
    [InlineData("measured_at", "\"2026-13-45\"")]
    public void Read_AForeignOrDamagedTable_IsNothing(string key, string value)
    {
        CostCache cache = Cache(s_now);
        cache.Write(Model(), Costs());
        JsonObject file = JsonNode.Parse(File.ReadAllText(cache.PathOf(Model())))!.AsObject();
        string[] path = key.Split('.');
        JsonObject holder = path.Length == 2 ? file[path[0]]!.AsObject() : file;
        Assert.True(holder.ContainsKey(path[^1]));
        holder[path[^1]] = JsonNode.Parse(value);
        File.WriteAllText(cache.PathOf(Model()), file.ToJsonString());
        Assert.Null(cache.Read(Model(), s_sizes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Read_WhatIsNoTable_IsNothing(string text)
    {
        CostCache cache = Cache(s_now);
        cache.Write(Model(), Costs());
        File.WriteAllText(cache.PathOf(Model()), text);
        Assert.Null(cache.Read(Model(), s_sizes));
    }

    [Fact]
    public void Read_TimesThatAreNone_AreNothing()
    {
        CostCache cache = Cache(s_now);
        cache.Write(Model(), Costs() with { Entries = [new("dense", 416, 416, 1, -3), new("crops", 128, 128, 1, 2)] });
        Assert.Null(cache.Read(Model(), s_sizes));
    }

    [Fact]
    public void Write_IntoAFile_SaysWhatCouldNotBeKept()
    {
        File.WriteAllText(_folder["tables"], "a file");
        string problem = Cache(s_now).Write(Model(), Costs())!;
        Assert.Contains("not kept for the next run", problem, StringComparison.Ordinal);
        Assert.Contains("tables", problem, StringComparison.Ordinal);
    }

    private CostCache Cache(DateTimeOffset now) => new(_folder["tables"], new StandingClock(now));

    private static AnalyzerInfo Model(string sha256 = "a", int side = 416, int threads = 1) => new()
    {
        Model = "m.onnx",
        ModelSha256 = sha256,
        Task = AnalysisTask.Detect,
        Head = "yolox",
        Labels = ["person"],
        Confidence = 0.3f,
        InputWidth = side,
        InputHeight = side,
        DenseMacs = 100,
        Threads = threads,
    };

    private static AnalysisCosts Costs() => new()
    {
        ModelSha256 = "a",
        Threads = 1,
        InstructionSet = InstructionSet.Active.ToString().ToLowerInvariant(),
        Entries = [new("dense", 416, 416, 1, 20), new("crops", 128, 128, 1, 2)],
    };

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

using System.Globalization;
using VideoDyn.Benchmarks.Actors;
using VideoDyn.Benchmarks.Blocks;
using VideoDyn.Benchmarks.Cameras;
using VideoDyn.Benchmarks.Clips;
using VideoDyn.Benchmarks.Conditions;
using VideoDyn.Benchmarks.Crops;
using VideoDyn.Benchmarks.Decoding;
using VideoDyn.Benchmarks.Engine;
using VideoDyn.Benchmarks.Events;
using VideoDyn.Benchmarks.Gates;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Benchmarks.Heads;
using VideoDyn.Benchmarks.Idle;
using VideoDyn.Benchmarks.Outbox;
using VideoDyn.Benchmarks.Policies;
using VideoDyn.Benchmarks.Run;
using VideoDyn.Benchmarks.Signals;
using VideoDyn.Benchmarks.Sinks;
using VideoDyn.Benchmarks.Tensorize;
using VideoDyn.Benchmarks.Tracking;

// Usage: dotnet run -c Release --project benchmarks/VideoDyn.Benchmarks -- NAME [--rounds N] [--only PART]...
// A benchmark is one class; add it here under the name it is called by.
var benchmarks = new SortedDictionary<string, Action<BenchmarkOptions>>(StringComparer.Ordinal)
{
    ["blocks"] = DetectorBenchmark.Run,
    ["blocks-segmenters"] = SegmenterBenchmark.Run,
    ["blocks-decay"] = DecayBenchmark.Run,
    ["crop-batches"] = CropBatchBenchmark.Run,
    ["crop-batches-cameras"] = CropBatchCamerasBenchmark.Run,
    ["decode"] = DecodeBenchmark.Run,
    ["idle"] = IdleBenchmark.Run,
    ["event-errors"] = EventErrorsBenchmark.Run,
    ["focus"] = FocusBenchmark.Run,
    ["heads"] = HeadBenchmark.Run,
    ["clips"] = ClipsBenchmark.Run,
    ["clips-decoded"] = DecodedClips.Run,
    ["run"] = DenseRunBenchmark.Run,
    ["gates"] = GatesBenchmark.Run,
    ["gates-adaptive"] = AdaptiveBenchmark.Run,
    ["gates-wakeups"] = WakeUpBenchmark.Run,
    ["harness"] = HarnessBenchmark.Run,
    ["engine"] = EngineBenchmark.Run,
    ["engine-ways"] = EngineWaysBenchmark.Run,
    ["engine-profile"] = EngineProfile.Run,
    ["change-signal"] = ChangeSignalBenchmark.Run,
    ["motion"] = MotionBenchmark.Run,
    ["conditions"] = ConditionsBenchmark.Run,
    ["actors"] = ActorsBenchmark.Run,
    ["cameras"] = CamerasBenchmark.Run,
    ["outbox"] = OutboxBenchmark.Run,
    ["policies"] = PolicyBenchmark.Run,
    ["rules"] = RulesBenchmark.Run,
    ["sinks"] = SinksBenchmark.Run,
    ["tensorize"] = TensorizeBenchmark.Run,
    ["tracking"] = TrackingBenchmark.Run,
    ["tracking-scores"] = IdentityBenchmark.Run,
};

if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out Action<BenchmarkOptions>? run))
{
    Console.Error.WriteLine($"expected the name of a benchmark: {string.Join(", ", benchmarks.Keys)}");
    return 2;
}

int rounds = 200;
int option = Array.IndexOf(args, "--rounds");
if (option >= 0 && (option + 1 >= args.Length
    || !int.TryParse(args[option + 1], NumberStyles.None, CultureInfo.InvariantCulture, out rounds) || rounds < 5))
{
    Console.Error.WriteLine("--rounds expects a whole number of at least 5");
    return 2;
}

List<string> only = [];
for (int i = 1; i < args.Length; i++)
{
    if (args[i] != "--only")
        continue;
    if (i + 1 == args.Length)
    {
        Console.Error.WriteLine("--only expects a part of the name of a row");
        return 2;
    }

    only.Add(args[i + 1]);
}

run(new BenchmarkOptions(rounds, only));
return 0;

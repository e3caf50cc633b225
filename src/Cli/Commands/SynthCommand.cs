using System.CommandLine;
using VideoDyn.Cli.Terminal;
using VideoDyn.Core.Errors;
using VideoDyn.Synth;
using VideoDyn.Synth.Actions;
using VideoDyn.Synth.Output;
using VideoDyn.Synth.Scenes;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn synth</c>: clips of a rendered world with exact truth.</summary>
internal static class SynthCommand
{
    private const string Description = """
        Make a clip of a rendered scene with exact truth: video, boxes, events, masks.

        Examples:
          videodyn synth plaza
          videodyn synth street --people 10 --cars 6 --duration 1:00 --out busy.mp4
          videodyn synth plaza --pan 12 --foliage 0.6 --rain 0.5 --noise 3 --masks
          videodyn synth --action fall,walk --count 20 --out actions
          videodyn synth --samples samples/videos
        """;

    public static Command Create()
    {
        var scene = new Argument<string?>("scene") { Description = $"One of {string.Join(", ", SceneNames.All)}.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string?>("--out", "-o") { Description = "The video; truth and events go beside it. With --action a folder. Default: SCENE.mp4.", HelpName = "FILE" };
        var masks = new Option<bool>("--masks") { Description = "Also write the class of each pixel, one PNG per frame." };
        var samples = new Option<string?>("--samples") { Description = "Make the sample clips of this repository again, in this folder.", HelpName = "DIR" };
        var actions = new Option<string[]>("--action")
        {
            Description = $"Labelled action clips instead of a scene: {string.Join(", ", ActionNames.All)}, or all.",
            HelpName = "NAMES",
            CustomParser = Parsing.List,
            DefaultValueFactory = _ => [],
        };
        var count = new Option<int>("--count") { Description = "Clips per action.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print nothing but errors." };
        var world = new SynthOptionSet();
        var command = new Command("synth", Description) { scene, output, masks, samples, actions, count, quiet };
        world.AddTo(command);
        command.SetAction(parsed =>
        {
            using var interruption = new Interruption();
            using var status = new StatusLine(Console.Error, !parsed.GetValue(quiet) && !Console.IsErrorRedirected);
            bool talks = !parsed.GetValue(quiet);
            try
            {
                if (parsed.GetValue(samples) is { } folder)
                    return Samples(folder, talks, status, interruption.Token);
                if (parsed.GetValue(actions) is { Length: > 0 } names)
                    return Actions(world.Read(parsed, "plaza"), names, parsed.GetValue(count), parsed.GetValue(output) ?? "actions", talks, status, interruption.Token);
                string name = parsed.GetValue(scene)
                    ?? throw VideoDynException.Configuration($"synth: no scene was named, expected one of {string.Join(", ", SceneNames.All)}, --action or --samples");
                var outputs = new SynthOutputs { Video = parsed.GetValue(output) ?? name + ".mp4", Masks = parsed.GetValue(masks) };
                return Clip(world.Read(parsed, name), outputs, talks, status, interruption.Token);
            }
            catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
            {
                status.Dispose();
                Console.Error.WriteLine("videodyn: interrupted; the clip is incomplete");
                return ExitCodes.Interrupted;
            }
        });
        return command;
    }

    private static int Clip(SynthOptions options, SynthOutputs outputs, bool talks, StatusLine status, CancellationToken stop)
    {
        SynthResult result = new SynthJob(options, outputs).Run(share => status.Show($"{share:P0}"), stop);
        status.Dispose();
        if (!talks)
            return ExitCodes.Done;
        Console.WriteLine($"{outputs.Video}: {result.Frames} frames, {result.Objects} objects, {result.Events} events");
        Console.WriteLine(FormattableString.Invariant($"  rendered  {result.Frames / result.Rendering.TotalSeconds:0.0} frames/s"));
        Console.WriteLine($"  pictures  sha256 {result.Sha256}");
        foreach (string file in result.Files)
            Console.WriteLine($"  written   {file}");
        return ExitCodes.Done;
    }

    private static int Samples(string folder, bool talks, StatusLine status, CancellationToken stop)
    {
        foreach ((string name, SynthOptions options) in SampleClips.All)
            Clip(options, new SynthOutputs { Video = Path.Combine(folder, name + ".mp4") }, talks, status, stop);
        return ExitCodes.Done;
    }

    private static int Actions(SynthOptions options, string[] names, int count, string folder, bool talks, StatusLine status, CancellationToken stop)
    {
        IReadOnlyList<string> chosen = names is ["all"] ? ActionNames.All : names;
        foreach (string name in chosen)
            (options with { Action = name }).Validate();
        int made = ActionDataset.Make(options, chosen, count, folder, share => status.Show($"{share:P0}"), stop);
        status.Dispose();
        if (talks)
            Console.WriteLine($"{folder}: {made} clips of {chosen.Count} actions, labels in labels.csv");
        return ExitCodes.Done;
    }
}

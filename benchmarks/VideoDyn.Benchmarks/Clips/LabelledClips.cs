using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.Synth;
using VideoDyn.Synth.Actions;

namespace VideoDyn.Benchmarks.Clips;

/// <summary>A labelled clip.</summary>
/// <param name="Path">The video.</param>
/// <param name="Label">What it shows.</param>
internal sealed record LabelledClip(string Path, string Label);

/// <summary>
/// Action clips with their labels: those of the folder <c>VIDEODYN_CLIPS</c> (every <c>labels.csv</c> below it), else
/// rendered once into <c>artifacts/action-clips</c>.
/// </summary>
internal static class LabelledClips
{
    // Seeds from 9000 on are held out: no embedded model has seen them in its training.
    private const int Seed = 9003;
    private const int PerAction = 12;

    public static IReadOnlyList<LabelledClip> Find()
    {
        string folder = Environment.GetEnvironmentVariable("VIDEODYN_CLIPS") ?? Path.Combine("artifacts", "action-clips");
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "labels.csv", SearchOption.AllDirectories).Length == 0)
        {
            var options = new SynthOptions { Scene = "plaza", Width = 320, Height = 192, FramesPerSecond = 10, Seed = Seed };
            ActionDataset.Make(options, ActionNames.All, PerAction, folder, share => Console.Error.Write($"\rrendering {share:P0}"), default);
            Console.Error.WriteLine();
        }

        return
        [
            .. from file in Directory.GetFiles(folder, "labels.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
               from line in File.ReadLines(file).Skip(1)
               let fields = line.Split(',')
               select new LabelledClip(Path.Combine(Path.GetDirectoryName(file)!, fields[0]), fields[1]),
        ];
    }

    /// <summary>All frames of a clip.</summary>
    public static List<FrameLease> Decode(string path)
    {
        using IFrameSource source = MediaSource.Open(path, new MediaSourceOptions(), new FrameLedger(), CancellationToken.None);
        List<FrameLease> frames = [];
        while (source.Read(out FrameLease? frame, CancellationToken.None) == FrameReadStatus.Frame)
            frames.Add(frame!);
        return frames;
    }
}

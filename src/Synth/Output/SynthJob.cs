using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VideoDyn.Core.Errors;
using VideoDyn.Media.Encoding;
using VideoDyn.Synth.Truth;

namespace VideoDyn.Synth.Output;

/// <summary>Makes a clip: video, truth, events and masks.</summary>
public sealed class SynthJob
{
    private readonly SynthOptions _options;
    private readonly SynthOutputs _outputs;

    /// <summary>Prepares a job.</summary>
    /// <exception cref="VideoDynException">An option is out of range, or the video's name does not end in .mp4 (kind Configuration).</exception>
    public SynthJob(SynthOptions options, SynthOutputs outputs)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(outputs);
        options.Validate();
        if (!outputs.Video.EndsWith(".mp4", StringComparison.OrdinalIgnoreCase))
            throw VideoDynException.Configuration($"synth: output is '{outputs.Video}', expected a file name ending in .mp4");
        (_options, _outputs) = (options, outputs);
    }

    /// <summary>Renders and writes everything.</summary>
    /// <param name="progress">Gets the share done, 0..1.</param>
    /// <param name="cancellationToken">Stops between two pictures; files are incomplete then.</param>
    /// <exception cref="VideoDynException">A file cannot be written (kind Configuration: the output is a choice of the command line).</exception>
    public SynthResult Run(Action<double>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return Make(progress, cancellationToken);
        }
        catch (VideoDynException error) when (error.Kind == ErrorKind.Output)
        {
            throw Unwritable(error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(error);
        }
    }

    private VideoDynException Unwritable(Exception error) =>
        VideoDynException.Configuration($"synth: output '{_outputs.Video}' cannot be written: {error.Message}", error);

    private SynthResult Make(Action<double>? progress, CancellationToken cancellationToken)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(_outputs.Video))!;
        Directory.CreateDirectory(folder);
        string masks = _outputs.Beside(".masks");
        if (_outputs.Masks)
            Directory.CreateDirectory(masks);
        // The files come first: rendering a minute for nothing would be rude.
        using var clip = new ClipWriter(_outputs.Video, _options);
        using var truth = new StreamWriter(_outputs.Beside(".truth.csv"), append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var renderer = new SceneRenderer(_options);
        var events = new EventDeriver(renderer.Rules, _options.Width, _options.Height);
        byte[] mask = new byte[_options.Width * _options.Height];
        var seen = new HashSet<int>();
        TimeSpan rendering = TimeSpan.Zero;
        for (int frame = 0; frame < _options.FrameCount; frame++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long began = Stopwatch.GetTimestamp();
            renderer.Render(frame);
            rendering += Stopwatch.GetElapsedTime(began);
            TimeSpan time = renderer.TimeOf(frame);
            clip.Write(renderer, time);
            hash.AppendData(renderer.Luma);
            hash.AppendData(renderer.ChromaU);
            hash.AppendData(renderer.ChromaV);
            foreach (TruthObject item in renderer.Truth)
            {
                seen.Add(item.Id);
                truth.WriteLine(Line(frame, item));
            }

            events.Add(frame, time, renderer.Truth);
            if (_outputs.Masks)
            {
                renderer.CopyMask(mask);
                string file = Path.Combine(masks, frame.ToString("D6", CultureInfo.InvariantCulture) + ".png");
                File.WriteAllBytes(file, GrayPng.Encode(_options.Width, _options.Height, mask));
            }

            progress?.Invoke((frame + 1.0) / _options.FrameCount);
        }

        clip.Finish();
        string sha = Convert.ToHexStringLower(hash.GetHashAndReset());
        File.WriteAllBytes(_outputs.Beside(".events.json"), EventFile.Write(_options, renderer.Rules, events.Events, sha));
        string[] files = [_outputs.Video, _outputs.Beside(".truth.csv"), _outputs.Beside(".events.json"), .. _outputs.Masks ? new[] { masks } : []];
        return new SynthResult(files, _options.FrameCount, seen.Count, events.Events.Count, sha, rendering);
    }

    /// <summary>MOTChallenge: frame and class from 1, the box, flag 1, visibility.</summary>
    private static string Line(int frame, in TruthObject item) => string.Create(
        CultureInfo.InvariantCulture,
        $"{frame + 1},{item.Id},{item.Box.X1:0.##},{item.Box.Y1:0.##},{item.Box.Width:0.##},{item.Box.Height:0.##},1,{(int)item.Class},{item.Visibility:0.###}");
}

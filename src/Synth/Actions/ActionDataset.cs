using System.Globalization;
using System.Text;
using VideoDyn.Core.Errors;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Output;

namespace VideoDyn.Synth.Actions;

/// <summary>Labelled action clips: <c>ACTION/ACTION-0001.mp4</c> with truth, and <c>labels.csv</c> (file, label, seconds).</summary>
public static class ActionDataset
{
    /// <summary>Makes clips of 2 to 4 seconds whose place, camera, people and light vary with the seed.</summary>
    /// <param name="options">Size, rate, noise and seed; scene, action and duration are chosen per clip.</param>
    /// <param name="actions">Which actions.</param>
    /// <param name="count">Clips per action, 1..100000.</param>
    /// <param name="folder">Where the clips go.</param>
    /// <param name="progress">Gets the share done, 0..1.</param>
    /// <param name="cancellationToken">Stops between two clips.</param>
    /// <returns>How many clips were made.</returns>
    /// <exception cref="VideoDynException">An option is out of range or a file cannot be written (kind Configuration).</exception>
    public static int Make(
        SynthOptions options, IReadOnlyList<string> actions, int count, string folder, Action<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(actions);
        new OptionProblems("synth").Range("count", count, 1, 100_000).Throw();
        var labels = new StringBuilder("file,label,seconds\n");
        int done = 0;
        foreach (string action in actions)
        {
            for (int clip = 0; clip < count; clip++)
            {
                SynthOptions own = Clip(options, action, clip);
                string name = string.Create(CultureInfo.InvariantCulture, $"{action}/{action}-{clip + 1:0000}.mp4");
                new SynthJob(own, new SynthOutputs { Video = Path.Combine(folder, name) }).Run(null, cancellationToken);
                labels.Append(CultureInfo.InvariantCulture, $"{name},{action},{own.Duration.TotalSeconds:0.###}\n");
                done++;
                progress?.Invoke(done / (double)(actions.Count * count));
            }
        }

        string file = Path.Combine(folder, "labels.csv");
        try
        {
            File.WriteAllText(file, labels.ToString());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Configuration($"synth: '{file}' cannot be written: {error.Message}", error);
        }

        return done;
    }

    /// <summary>The options of one clip of a set, to render it without the others.</summary>
    /// <param name="options">Size, rate, noise and seed of the set.</param>
    /// <param name="action">Its action.</param>
    /// <param name="clip">Its number among the clips of the action, from 0.</param>
    public static SynthOptions Clip(SynthOptions options, string action, int clip)
    {
        ArgumentNullException.ThrowIfNull(options);
        int place = ActionNames.All.ToList().IndexOf(action);
        int seed = unchecked((int)(Hash.Of(options.Seed, clip, 60 + place) & 0x7FFFFFFF));
        var dice = Dice.For(seed, 161);
        return options with
        {
            Scene = dice.Chance(0.5f) ? "plaza" : "street",
            Action = action,
            Seed = seed,
            Duration = TimeSpan.FromSeconds(Math.Round(dice.Between(2, 4), 2)),
            Dusk = dice.Chance(0.25f) ? Math.Round(dice.Between(0.3f, 1), 2) : options.Dusk,
            Noise = Math.Round(Math.Max(options.Noise, dice.Between(0.8f, 3)), 2),
        };
    }
}

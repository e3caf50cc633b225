using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using VideoDyn.Synth;

namespace VideoDyn.Cli.Commands;

/// <summary>The options that describe a scene. Ranges are checked with the scene, all together.</summary>
internal sealed class SynthOptionSet
{
    private readonly Option<(int Width, int Height)> _size = new("--size")
    {
        Description = "Size of the pictures, 320x180 to 1920x1080, even.",
        HelpName = "WxH",
        CustomParser = Size,
        DefaultValueFactory = _ => (640, 384),
    };

    private readonly Option<double?> _rate = Number("--fps", "Frames per second, 5 to 60. Default: 15.", "N");

    private readonly Option<TimeSpan?> _duration = new("--duration") { Description = "Length. Default: 20 s.", HelpName = "TIME", CustomParser = Parsing.Time };
    private readonly Option<int> _seed = new("--seed") { Description = "Changes who and what appears.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> _people = new("--people") { Description = "About how many people are about at a time.", HelpName = "N" };
    private readonly Option<int?> _cars = new("--cars") { Description = "About how many cars and vans drive at a time.", HelpName = "N" };
    private readonly Option<int?> _bicycles = new("--bicycles") { Description = "About how many bicycles ride at a time.", HelpName = "N" };
    private readonly Option<int?> _dogs = new("--dogs") { Description = "About how many dogs run at a time.", HelpName = "N" };
    private readonly Option<double?> _speed = Number("--speed", "Factor on all speeds, 0.25 to 3.", "X");
    private readonly Option<double?> _idle = Number("--idle", "Share of the time in which nothing moves, 0 to 0.9.", "SHARE");
    private readonly Option<double?> _dusk = Number("--dusk", "0 day, 1 dusk.", "X");
    private readonly Option<bool> _ramp = new("--ramp") { Description = "Let it become dusk over the clip." };
    private readonly Option<double?> _flicker = Number("--flicker", "Flicker of lamps, 0 to 0.5 of the brightness.", "X");
    private readonly Option<double?> _clouds = Number("--clouds", "Passing clouds, 0 to 1.", "X");
    private readonly Option<double?> _rain = Number("--rain", "Rain, 0 to 1.", "X");
    private readonly Option<double?> _noise = Number("--noise", "Sensor noise in luma codes, 0 to 20. Default: 1.2.", "X");
    private readonly Option<int> _crf = new("--crf") { Description = "Compression, 0 (none) to 51.", HelpName = "N", DefaultValueFactory = _ => 23 };
    private readonly Option<double?> _shake = Number("--shake", "Camera shake in pixels, 0 to 20.", "X");
    private readonly Option<double?> _pan = Number("--pan", "Slow pan to both sides in degrees, 0 to 20.", "X");
    private readonly Option<double?> _viewpoint = Number("--viewpoint", "How far the camera hangs from the scene's own place, 0 to 1; the seed says where.", "X");
    private readonly Option<double?> _foliage = Number("--foliage", "Wind in the trees, 0 to 1.", "X");
    private readonly Option<double?> _jitter = Number("--jitter", "Irregular frame times, as a share of the interval, 0 to 0.9.", "X");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
            [_size, _rate, _duration, _seed, _people, _cars, _bicycles, _dogs, _speed, _idle, _dusk, _ramp, _flicker, _clouds, _rain, _noise, _crf, _shake, _pan, _viewpoint, _foliage, _jitter])
        {
            command.Options.Add(option);
        }
    }

    public SynthOptions Read(ParseResult parsed, string scene)
    {
        var defaults = new SynthOptions { Scene = scene };
        (int width, int height) = parsed.GetValue(_size);
        return defaults with
        {
            Width = width,
            Height = height,
            FramesPerSecond = parsed.GetValue(_rate) ?? defaults.FramesPerSecond,
            Duration = parsed.GetValue(_duration) ?? defaults.Duration,
            Seed = parsed.GetValue(_seed),
            People = parsed.GetValue(_people),
            Cars = parsed.GetValue(_cars),
            Bicycles = parsed.GetValue(_bicycles),
            Dogs = parsed.GetValue(_dogs),
            Speed = parsed.GetValue(_speed) ?? defaults.Speed,
            Idle = parsed.GetValue(_idle) ?? defaults.Idle,
            Dusk = parsed.GetValue(_dusk) ?? defaults.Dusk,
            Ramp = parsed.GetValue(_ramp),
            Flicker = parsed.GetValue(_flicker) ?? defaults.Flicker,
            Clouds = parsed.GetValue(_clouds) ?? defaults.Clouds,
            Rain = parsed.GetValue(_rain) ?? defaults.Rain,
            Noise = parsed.GetValue(_noise) ?? defaults.Noise,
            Crf = parsed.GetValue(_crf),
            Shake = parsed.GetValue(_shake) ?? defaults.Shake,
            Pan = parsed.GetValue(_pan) ?? defaults.Pan,
            Viewpoint = parsed.GetValue(_viewpoint) ?? defaults.Viewpoint,
            Foliage = parsed.GetValue(_foliage) ?? defaults.Foliage,
            Jitter = parsed.GetValue(_jitter) ?? defaults.Jitter,
        };
    }

    private static Option<double?> Number(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help, CustomParser = Parsing.Number };

    private static (int Width, int Height) Size(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string[] parts = text.Split('x', 'X');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height))
        {
            return (width, height);
        }

        result.AddError($"--size is '{text}', expected WIDTHxHEIGHT such as 640x384");
        return default;
    }
}

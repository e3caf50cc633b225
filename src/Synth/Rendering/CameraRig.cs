using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Scenes;

namespace VideoDyn.Synth.Rendering;

/// <summary>The camera on its mount: still, shaking or panning slowly.</summary>
internal sealed class CameraRig
{
    private const float PanPeriod = 24;
    private readonly SynthOptions _options;
    private readonly CameraPlace _place;
    private readonly float _focal;

    public CameraRig(SynthOptions options, in CameraPlace place)
    {
        (_options, _place) = (options, place);
        // Wide formats see more to the sides, narrow ones more above and below.
        _focal = place.Focal * Math.Max(options.Width, options.Height * (640f / 384));
        int columns = 2 * options.Width, rows = 2 * options.Height, marginX = 0, marginY = 0;
        if (Moves)
        {
            float turn = (float)options.Pan * (Trigonometry.Pi / 180), half = options.Width / 2f / _focal;
            float angle = Trigonometry.Atan2(half, 1) + turn;
            float reach = Trigonometry.Sin(angle) / Trigonometry.Cos(angle) * 2 * _focal;
            // Far from the axis the picture plane stretches; some of that also upwards.
            marginX = (int)(reach - options.Width) + (int)(4 * options.Shake) + 16;
            marginY = (int)(4 * options.Shake) + (int)(options.Height * turn * 0.9f) + 16;
        }

        WideColumns = columns + (2 * marginX);
        WideRows = rows + (2 * marginY);
        Wide = new View(place.Eye, place.Yaw, place.Pitch, 0, 2 * _focal, WideColumns / 2f, WideRows / 2f);
        Samples = Wide;
        Pixels = Wide;
        Aim(0);
    }

    public bool Moves => _options.Pan > 0 || _options.Shake > 0;

    /// <summary>The camera of the scenery's picture, in samples.</summary>
    public View Wide { get; }

    public int WideColumns { get; }

    public int WideRows { get; }

    /// <summary>The camera now, in samples.</summary>
    public View Samples { get; private set; }

    /// <summary>The camera now, in pixels.</summary>
    public View Pixels { get; private set; }

    /// <summary>Turns to where it looks at a time.</summary>
    public void Aim(float time)
    {
        float yaw = (float)_options.Pan * (Trigonometry.Pi / 180) * Trigonometry.Sin(time * 2 * Trigonometry.Pi / PanPeriod);
        float shake = (float)_options.Shake / _focal;
        float sway = (Noise.Fractal(time * 2.3f, 0.5f, 3, _options.Seed + 700) - 0.5f) * 2 * shake;
        float nod = (Noise.Fractal(time * 2.9f, 9.5f, 3, _options.Seed + 701) - 0.5f) * 2 * shake;
        float roll = (Noise.Fractal(time * 1.7f, 4.5f, 2, _options.Seed + 702) - 0.5f) * 0.8f * shake;
        int width = _options.Width, height = _options.Height;
        Samples = new View(_place.Eye, _place.Yaw + yaw + sway, _place.Pitch + nod, roll, 2 * _focal, width, height);
        Pixels = new View(_place.Eye, _place.Yaw + yaw + sway, _place.Pitch + nod, roll, _focal, width / 2f, height / 2f);
    }
}

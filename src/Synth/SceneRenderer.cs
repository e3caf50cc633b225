using VideoDyn.Core.Frames;
using VideoDyn.Synth.Actors;
using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;
using VideoDyn.Synth.Scenes;
using VideoDyn.Synth.Truth;

namespace VideoDyn.Synth;

/// <summary>
/// Renders the pictures of a scene with their truth. Any picture may be asked for in any order; the same options and
/// index give the same bytes on every machine. Not thread-safe.
/// </summary>
public sealed class SceneRenderer
{
    private readonly SynthOptions _options;
    private readonly Scene _scene;
    private readonly CameraRig _rig;
    private readonly Scenery _scenery;
    private readonly Canvas _canvas;
    private readonly Sensor _sensor;
    private readonly Weather _weather;
    private readonly Performance _performance;
    private readonly float[] _exposure;

    /// <summary>Builds the scene and renders what stands in it.</summary>
    /// <param name="options">What to show.</param>
    /// <exception cref="Core.Errors.VideoDynException">An option is out of range (kind Configuration).</exception>
    public SceneRenderer(SynthOptions options)
        : this(Validated(options), SceneLibrary.Build(options))
    {
    }

    internal SceneRenderer(SynthOptions options, Scene scene)
    {
        (_options, _scene) = (options, scene);
        _rig = new CameraRig(options, Viewpoint.Choose(scene.Camera, scene.Set.Indoors, (float)options.Viewpoint, options.Seed));
        _weather = new Weather(options, scene);
        Layer[] layers = new Tracer(scene.Set, _rig.Wide, scene.Day).Render(_rig.WideColumns, _rig.WideRows);
        _scenery = new Scenery(layers, _rig.WideColumns, _rig.WideRows, _rig.Wide, options.Width, options.Height);
        _canvas = new Canvas(_scenery, _rig.Pixels) { Picture = new Vec3[options.Width * options.Height] };
        _sensor = new Sensor(options.Width, options.Height, softness: 0.12f);
        _performance = new Performance(_canvas, scene, options);
        _exposure = new float[options.Height];
    }

    /// <summary>Luma of the last picture, row by row: BT.601, limited range.</summary>
    public ReadOnlySpan<byte> Luma => _sensor.Luma;

    /// <summary>Cb of the last picture, half as wide and high.</summary>
    public ReadOnlySpan<byte> ChromaU => _sensor.ChromaU;

    /// <summary>Cr of the last picture.</summary>
    public ReadOnlySpan<byte> ChromaV => _sensor.ChromaV;

    /// <summary>Colour of the pictures.</summary>
    public FrameFormat Format => new(_options.Width, _options.Height, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited);

    /// <summary>The rules that the scene's events are derived from.</summary>
    public IReadOnlyList<Rule> Rules => _scene.Rules;

    /// <summary>What the last picture shows, by rising id. Valid until the next picture.</summary>
    public IReadOnlyList<TruthObject> Truth => _performance.Truth;

    /// <summary>Stream time of a picture.</summary>
    /// <param name="index">From 0.</param>
    public TimeSpan TimeOf(int index)
    {
        double interval = 1 / _options.FramesPerSecond;
        double off = index == 0 ? 0 : (Hash.Unit(index, 0, _options.Seed + 900) - 0.5) * _options.Jitter;
        return TimeSpan.FromTicks((long)((index + off) * interval * TimeSpan.TicksPerSecond));
    }

    /// <summary>Renders a picture.</summary>
    /// <param name="index">From 0.</param>
    public void Render(int index)
    {
        float time = (float)TimeOf(index).TotalSeconds;
        Lighting light = _weather.LightAt(time);
        _rig.Aim(time);
        if (_rig.Moves)
            _scenery.Turn(_rig.Samples);
        _canvas.Begin(_rig.Moves, _rig.Samples, _rig.Pixels, light);
        _performance.Show(time);
        _canvas.Resolve();
        _weather.Rain(_canvas.Picture, index);
        float gain = _weather.Exposure(time, _exposure);
        _sensor.Code(_canvas.Picture, _exposure, (float)_options.Noise * gain, (int)Hash.Of(index, 1, _options.Seed));
    }

    /// <summary>Class of each pixel of the last picture, row by row; 0 is scenery.</summary>
    /// <param name="classes">Receives width times height values.</param>
    public void CopyMask(Span<byte> classes) => _performance.CopyMask(classes);

    private static SynthOptions Validated(SynthOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return options;
    }
}

using VideoDyn.Core.Frames;
using VideoDyn.Media.Encoding;

namespace VideoDyn.Synth.Output;

/// <summary>Encodes the pictures of a renderer.</summary>
internal sealed unsafe class ClipWriter : IDisposable
{
    private readonly VideoEncoder _encoder;
    private readonly int _width;
    private readonly int _height;

    public ClipWriter(string path, SynthOptions options)
    {
        (_width, _height) = (options.Width, options.Height);
        _encoder = new VideoEncoder(new VideoEncoderOptions
        {
            Path = path,
            Width = _width,
            Height = _height,
            Crf = options.Crf,
            Preset = "medium",
            Matrix = ColorMatrix.Bt601,
            KeyFrameInterval = Math.Clamp((int)(options.FramesPerSecond * 4), 1, 1000),
        });
    }

    /// <summary>Encodes the renderer's last picture.</summary>
    public void Write(SceneRenderer renderer, TimeSpan time)
    {
        fixed (byte* y = renderer.Luma, u = renderer.ChromaU, v = renderer.ChromaV)
        {
            _encoder.Write(
                new FramePlane((nint)y, _width, _width, _height),
                new FramePlane((nint)u, _width / 2, _width / 2, _height / 2),
                new FramePlane((nint)v, _width / 2, _width / 2, _height / 2),
                time);
        }
    }

    public void Finish() => _encoder.Finish();

    public void Dispose() => _encoder.Dispose();
}

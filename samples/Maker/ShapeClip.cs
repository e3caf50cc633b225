using VideoDyn.Core.Frames;
using VideoDyn.Media.Encoding;

namespace VideoDyn.SampleMaker;

/// <summary>Encodes <see cref="ShapeScene"/>.</summary>
public static class ShapeClip
{
    public static unsafe void Write(string path)
    {
        const int width = ShapeScene.Width, height = ShapeScene.Height;
        var scene = new ShapeScene();
        byte[] luma = new byte[width * height], chromaU = new byte[width * height / 4], chromaV = new byte[width * height / 4];
        using var encoder = new VideoEncoder(new VideoEncoderOptions
        {
            Path = path,
            Width = width,
            Height = height,
            Matrix = ColorMatrix.Bt601,
            KeyFrameInterval = 2 * ShapeScene.FramesPerSecond,
        });
        fixed (byte* y = luma, u = chromaU, v = chromaV)
        {
            for (int frame = 0; frame < ShapeScene.FrameCount; frame++)
            {
                scene.Render(frame, luma, chromaU, chromaV);
                encoder.Write(
                    new FramePlane((nint)y, width, width, height),
                    new FramePlane((nint)u, width / 2, width / 2, height / 2),
                    new FramePlane((nint)v, width / 2, width / 2, height / 2),
                    TimeSpan.FromSeconds((double)frame / ShapeScene.FramesPerSecond));
            }
        }

        encoder.Finish();
    }
}

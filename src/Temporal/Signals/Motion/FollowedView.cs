using System.Numerics;
using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>
/// Keeps what the camera shows in its place among the blocks while the camera moves: the picture is looked at a little aside,
/// and when that is more than half a step, everything that is known moves by whole steps of blocks.
/// </summary>
/// <remarks>
/// A step is rarely a whole number of samples, so the luma moves by the nearest whole number of them: it and the blocks
/// then differ by less than a sample at the blocks' edges, and nothing is ever interpolated twice.
/// </remarks>
internal sealed class FollowedView(BlockGrid grid, int stepBlocks, int pixelsPerSample)
{
    /// <summary>Further aside than this share of a step, a step is taken; above one half, so that a shake does not go to and fro.</summary>
    private const double Far = 0.6;

    private readonly Axis _across = new(stepBlocks * grid.BlockSize * (double)grid.Fit.ScaleX, pixelsPerSample);
    private readonly Axis _down = new(stepBlocks * grid.BlockSize * (double)grid.Fit.ScaleY, pixelsPerSample);

    /// <summary>Frame pixel at which the luma begins.</summary>
    public (int X, int Y) Luma => (_across.Luma, _down.Luma);

    /// <summary>How far aside the input looks, in frame pixels.</summary>
    public Vector2 Aside => new((float)_across.Aside, (float)_down.Aside);

    /// <summary>Steps taken by the last <see cref="Follow"/>.</summary>
    public (int Across, int Down) Steps => (_across.Steps, _down.Steps);

    /// <summary>Samples that the luma moved by in the last <see cref="Follow"/>.</summary>
    public (int X, int Y) Samples => (_across.Samples, _down.Samples);

    /// <summary>Looks after a picture that moved.</summary>
    /// <param name="motion">How far, in frame pixels.</param>
    /// <returns>Whether it is looked at elsewhere now; false where it moved by less than half a pixel.</returns>
    public bool Follow(Vector2 motion)
    {
        bool across = _across.Follow(motion.X), down = _down.Follow(motion.Y);
        return across || down;
    }

    /// <summary>Looks straight ahead again.</summary>
    public void Anchor()
    {
        _across.Anchor();
        _down.Anchor();
    }

    private sealed class Axis(double step, int pixelsPerSample)
    {
        private int _moved;
        private int _steps;
        private int _samples;

        public int Luma => _moved - (_samples * pixelsPerSample);

        public double Aside => _moved - (_steps * step);

        public int Steps { get; private set; }

        public int Samples { get; private set; }

        public bool Follow(float motion)
        {
            int pixels = (int)MathF.Round(motion);
            _moved += pixels;
            Steps = Math.Abs(Aside) > Far * step ? (int)Math.Round(Aside / step) : 0;
            _steps += Steps;
            int samples = (int)Math.Round(_steps * step / pixelsPerSample);
            (Samples, _samples) = (samples - _samples, samples);
            return pixels != 0;
        }

        public void Anchor() => (_moved, _steps, _samples, Steps, Samples) = (0, 0, 0, 0, 0);
    }
}

using VideoDyn.Core.Frames;
using VideoDyn.Temporal.Gates.Motion;

namespace VideoDyn.Temporal.Actions;

/// <summary>
/// How much of the picture has changed since the one that was last looked at, on a small luma. Never against the frame
/// before, so that slow change adds up. Allocates only when the frame size changes.
/// </summary>
public sealed class PictureWatch
{
    /// <summary>Gray levels, 0..255, beyond which a small pixel counts as changed.</summary>
    public const float Level = 20;

    /// <summary>Share of the picture beyond which, change of light taken out, it is another scene.</summary>
    public const float CutShare = 0.6f;

    private const int Height = 45;
    private SmallPicture? _small;
    private FrameFormat _format;
    private float[] _reference = [];
    private float[] _current = [];
    private bool _hasReference;

    /// <summary>Whether the picture compared last shows another scene than the reference.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Compares a picture with the reference.</summary>
    /// <returns>Share of the small picture that has changed, 0..1; 1 where there is no reference of this size.</returns>
    public float Compare(FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        IsCut = false;
        if (_small is null || frame.Format != _format)
            Prepare(frame.Format);
        _small!.Read(frame.Luma).CopyTo(_current);
        if (!_hasReference)
            return 1;
        float light = 0;
        for (int pixel = 0; pixel < _current.Length; pixel++)
            light += _current[pixel] - _reference[pixel];
        light /= _current.Length;
        int changed = 0, another = 0;
        for (int pixel = 0; pixel < _current.Length; pixel++)
        {
            float difference = _current[pixel] - _reference[pixel];
            changed += MathF.Abs(difference) > Level ? 1 : 0;
            another += MathF.Abs(difference - light) > Level ? 1 : 0;
        }

        IsCut = another > CutShare * _current.Length;
        return changed / (float)_current.Length;
    }

    /// <summary>The picture compared last was looked at: it is the reference from now on.</summary>
    public void Take()
    {
        (_reference, _current) = (_current, _reference);
        _hasReference = _reference.Length > 0;
    }

    /// <summary>Forgets the reference.</summary>
    public void Reset()
    {
        _hasReference = false;
        IsCut = false;
    }

    private void Prepare(FrameFormat format)
    {
        _format = format;
        int height = Math.Min(Height, format.Height);
        _small = new SmallPicture(Math.Max(1, (int)((long)height * format.Width / format.Height)), height);
        _reference = new float[_small.Width * _small.Height];
        _current = new float[_reference.Length];
        _hasReference = false;
    }
}

using System.Numerics;
using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>
/// Where the camera has been looking: tells a shake, which comes back, from a pan, which goes on, by the mean velocity
/// over about half a second against the mean speed.
/// </summary>
internal sealed class CameraPath
{
    /// <summary>A pan goes one way with at least this share of its speed.</summary>
    private const float OneWay = 0.6f;

    /// <summary>Slower than this share of the picture's width per second is standing still: noise of the measurement.</summary>
    private const float Still = 0.002f;

    private static readonly TimeSpan s_memory = TimeSpan.FromSeconds(0.4);
    private Vector2 _reference;
    private Vector2 _position;
    private Vector2 _velocity;
    private float _speed;
    private TimeSpan _time;

    /// <summary>Takes a frame in.</summary>
    /// <param name="motion">How far the picture moved since it was processed, in frame pixels.</param>
    /// <param name="width">Frame width.</param>
    /// <param name="now">Stream time.</param>
    public CameraMotion See(Vector2 motion, int width, TimeSpan now)
    {
        float seconds = (float)(now - _time).TotalSeconds;
        Vector2 position = _reference + motion, step = position - _position;
        (_position, _time) = (position, now);
        if (seconds is > 0 and < 2)
        {
            float weight = (float)(1 - Math.Exp(-seconds / s_memory.TotalSeconds));
            _velocity += weight * ((step / seconds) - _velocity);
            _speed += weight * ((step.Length() / seconds) - _speed);
        }

        if (_speed < Still * width)
            return CameraMotion.Still;
        return _velocity.Length() >= OneWay * _speed ? CameraMotion.Pan : CameraMotion.Shake;
    }

    /// <summary>The frame seen last is what later ones are compared with.</summary>
    public void Anchor() => _reference = _position;

    /// <summary>Begins anew.</summary>
    public void Clear() => (_reference, _position, _velocity, _speed) = (default, default, default, 0);
}

using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>A pinhole camera over its grid of samples. x runs to the right, y down, sample centres lie at .5.</summary>
internal sealed class View
{
    /// <summary>Looks from an eye in a direction.</summary>
    /// <param name="eye">Where the camera hangs, in metres.</param>
    /// <param name="yaw">Direction on the ground, radians counter-clockwise from the x axis.</param>
    /// <param name="pitch">Downwards, radians.</param>
    /// <param name="roll">Clockwise, radians.</param>
    /// <param name="focal">Focal length in samples.</param>
    /// <param name="centerX">Column of the optical axis.</param>
    /// <param name="centerY">Row of the optical axis.</param>
    public View(Vec3 eye, float yaw, float pitch, float roll, float focal, float centerX, float centerY)
    {
        Eye = eye;
        Focal = focal;
        CenterX = centerX;
        CenterY = centerY;
        Frame3 turned = Frame3.OnGround(0, 0, yaw).Pitched(-pitch).Rolled(-roll);
        Right = turned.X;
        Forward = turned.Y;
        Up = turned.Z;
    }

    public Vec3 Eye { get; }

    public Vec3 Right { get; }

    public Vec3 Forward { get; }

    public Vec3 Up { get; }

    public float Focal { get; }

    public float CenterX { get; }

    public float CenterY { get; }

    /// <summary>Direction of a sample, with length 1 along the optical axis.</summary>
    public Vec3 Ray(float x, float y) => Forward + (Right * ((x - CenterX) / Focal)) + (Up * ((CenterY - y) / Focal));

    /// <summary>How much longer the ray of a sample is than its part along the optical axis.</summary>
    public float RayLength(float x, float y)
    {
        float u = (x - CenterX) / Focal, v = (y - CenterY) / Focal;
        return MathF.Sqrt(1 + (u * u) + (v * v));
    }

    /// <summary>Where a point appears: column, row, and 1 / depth, which is 0 or less behind the camera.</summary>
    public Vec3 Project(Vec3 point)
    {
        Vec3 d = point - Eye;
        float depth = Vec3.Dot(d, Forward);
        if (depth < 0.05f)
            return new Vec3(0, 0, -1);
        float inverse = 1 / depth;
        return new Vec3(
            CenterX + (Vec3.Dot(d, Right) * Focal * inverse), CenterY - (Vec3.Dot(d, Up) * Focal * inverse), inverse);
    }
}

using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Pipeline.Recording;

/// <summary>How well a frame shows an object: sure, large, sharp, and whole.</summary>
internal static class PictureQuality
{
    private const int Samples = 24; // across and down; enough to tell a blurred object from a sharp one
    private const float CutOff = 0.5f;
    private const float SharpAt = 8; // code values between neighbours from which more contrast says nothing more

    /// <summary>Score times the root of the area, up to twice as much for a sharp object, half as much for one cut off by the picture's edge.</summary>
    public static float Of(FrameLease frame, in TrackedObject track)
    {
        BoundingBox box = track.Box.ClampTo(frame.Format.Width, frame.Format.Height);
        if (box.Area < 1)
            return 0;
        bool isWhole = track.Box.X1 > 1 && track.Box.Y1 > 1 && track.Box.X2 < frame.Format.Width - 1 && track.Box.Y2 < frame.Format.Height - 1;
        return track.Score * MathF.Sqrt(box.Area) * (1 + MathF.Min(1, Sharpness(frame.Luma, box) / SharpAt)) * (isWhole ? 1 : CutOff);
    }

    /// <summary>Mean absolute difference of neighbouring luma samples over a grid in the box, in code values.</summary>
    public static float Sharpness(FramePlane luma, in BoundingBox box)
    {
        int left = (int)box.X1, top = (int)box.Y1;
        int right = Math.Min((int)MathF.Ceiling(box.X2), luma.Width) - 1, bottom = Math.Min((int)MathF.Ceiling(box.Y2), luma.Height) - 1;
        if (right <= left || bottom <= top)
            return 0;
        // Odd, so that a pattern of even period does not fall between the samples.
        int stepX = ((right - left) / Samples) | 1, stepY = ((bottom - top) / Samples) | 1;
        long sum = 0, count = 0;
        for (int y = top; y < bottom; y += stepY)
        {
            ReadOnlySpan<byte> row = luma.Row(y), below = luma.Row(y + 1);
            for (int x = left; x < right; x += stepX, count += 2)
                sum += Math.Abs(row[x] - row[x + 1]) + Math.Abs(row[x] - below[x]);
        }

        return (float)sum / count;
    }
}

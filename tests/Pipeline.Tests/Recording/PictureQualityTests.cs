using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline.Recording;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Recording;

public sealed class PictureQualityTests : LeaseGuard
{
    private static readonly FrameFormat s_format = new(200, 160, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);

    [Fact]
    public void Of_SharperOrLargerOrSurerObject_IsBetter()
    {
        using TestFrame sharp = new TestFrame(s_format).Fill((plane, x, y) => (byte)((plane == 0 && (((x / 4) + (y / 4)) % 2) == 0) ? 200 : 60));
        using TestFrame soft = new TestFrame(s_format).Fill((_, x, _) => (byte)(60 + (x / 4)));
        TrackedObject plain = Object(new BoundingBox(40, 40, 90, 90), 0.6f);

        float best = PictureQuality.Of(sharp, plain);

        Assert.True(best > PictureQuality.Of(soft, plain));
        Assert.True(best < PictureQuality.Of(sharp, Object(new BoundingBox(40, 40, 120, 120), 0.6f)));
        Assert.True(best < PictureQuality.Of(sharp, Object(new BoundingBox(40, 40, 90, 90), 0.9f)));
    }

    [Fact]
    public void Of_ObjectCutOffByTheEdge_IsWorseThanTheSameInsideIt()
    {
        using TestFrame frame = new TestFrame(s_format).Fill((_, x, _) => (byte)x);
        float inside = PictureQuality.Of(frame, Object(new BoundingBox(10, 10, 60, 60), 0.6f));
        Assert.True(inside > PictureQuality.Of(frame, Object(new BoundingBox(-5, 10, 45, 60), 0.6f)));
    }

    [Theory]
    [InlineData(-50, -50, -10, -10)]
    [InlineData(500, 500, 600, 600)]
    [InlineData(199, 159, 200, 160)]
    [InlineData(30, 30, 30, 30)]
    public void Of_BoxesThatShowNothing_AreSafe(float left, float top, float right, float bottom)
    {
        using TestFrame frame = new TestFrame(s_format).FillNoise(1);
        Assert.InRange(PictureQuality.Of(frame, Object(new BoundingBox(left, top, right, bottom), 1)), 0, 2);
    }

    private static TrackedObject Object(BoundingBox box, float score) => new()
    {
        Id = 1,
        ClassId = 0,
        Box = box,
        Score = score,
        State = TrackState.Confirmed,
        Provenance = Provenance.Detected,
        StartTime = default,
        LastDetected = default,
        Age = default,
        VelocityX = 0,
        VelocityY = 0,
        PositionUncertainty = 0,
    };
}

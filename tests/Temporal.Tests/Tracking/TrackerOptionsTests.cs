using VideoDyn.Core.Errors;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Temporal.Tests.Tracking;

public class TrackerOptionsTests
{
    [Fact]
    public void Validate_Defaults_Pass() => new TrackerOptions().Validate();

    [Fact]
    public void Validate_SeveralBadValues_NamesAllOfThem()
    {
        var options = new TrackerOptions { MaxTracks = 0, TypicalSpeed = double.NaN, HighScore = 2, TrackBufferSeconds = -1 };

        VideoDynException error = Assert.Throws<VideoDynException>(options.Validate);

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("MaxTracks is 0, expected 1 to 10000", error.Message, StringComparison.Ordinal);
        Assert.Contains("TypicalSpeed is NaN", error.Message, StringComparison.Ordinal);
        Assert.Contains("HighScore is 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("TrackBufferSeconds is -1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ThresholdsOutOfOrder_Throws()
    {
        Assert.Throws<VideoDynException>(new TrackerOptions { LowScore = 0.5f, HighScore = 0.4f }.Validate);
        Assert.Throws<VideoDynException>(new TrackerOptions { HighScore = 0.5f, NewTrackScore = 0.4f }.Validate);
        Assert.Throws<VideoDynException>(new TrackerOptions { MaxUncertainty = 1, MaxLostUncertainty = 2 }.Validate);
    }

    [Fact]
    public void Constructor_BadOptions_Throws() =>
        Assert.Throws<VideoDynException>(() => new ByteTracker(new() { ConfirmHits = 0 }));
}

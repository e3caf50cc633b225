using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;
using VideoDyn.Core.Tracks;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Spatial.Tests.Crops;

public class CropPolicyTests
{
    private static readonly BlockGrid s_grid = new(new InputSpec { Width = 1024, Height = 1024, Resize = ResizeMode.LetterboxTopLeft }, 16, 1920, 1080);
    private static readonly CropOptions s_quiet = new() { Prior = null, Scan = null };

    [Fact]
    public void Decide_FirstFrame_SeesTheWholeFrameAndMarksEverything()
    {
        CropPolicy policy = Policy(s_quiet);
        RegionPlan.CropPlan plan = policy.Decide(Change(0, cut: SceneCut.FirstFrame), [], []);
        Assert.True(plan.FullView);
        Assert.Null(policy.Seen);
    }

    [Fact]
    public void Decide_NothingChanged_LooksAtNothingUntilTheRefresh()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(Change(0, cut: SceneCut.FirstFrame), [], []);
        RegionPlan.CropPlan plan = policy.Decide(Change(1.9), [], []);
        Assert.False(plan.FullView);
        Assert.Empty(plan.Crops);
        Assert.Equal(0, policy.Seen!.Count);
        Assert.True(policy.Decide(Change(2), [], []).FullView);
    }

    [Fact]
    public void Decide_ChangedCells_TakesACropAroundThemAndMarksThem()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(Change(0, cut: SceneCut.FirstFrame), [], []);
        RegionPlan.CropPlan plan = policy.Decide(Change(0.04, changed: (row, column) => row is 10 or 11 && column is 20), [], []);
        CropArea crop = Assert.Single(plan.Crops);
        Assert.Equal(CropReason.Change, crop.Reason);
        Assert.True(crop.Contains(new BoundingBox(s_grid.Column(20).Start, s_grid.Row(10).Start, s_grid.Column(20).End, s_grid.Row(11).End)));
        Assert.True(policy.Seen![10, 20] && policy.Seen[11, 20]);
        Assert.False(policy.Seen[30, 50]);
    }

    [Fact]
    public void Decide_EverythingChanges_SeesTheWholeFrameAndNoBlobs()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(Change(0, cut: SceneCut.FirstFrame), [], []);
        RegionPlan.CropPlan plan = policy.Decide(Change(0.04, changed: (_, _) => true), [], []);
        Assert.True(plan.FullView);
        Assert.Empty(plan.Crops);
    }

    [Fact]
    public void Decide_MovingTrack_LooksWhereItShouldBeNow()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(Change(0, cut: SceneCut.FirstFrame), [], []);
        TrackedObject track = Track(new BoundingBox(500, 500, 540, 580), uncertainty: 20) with { VelocityX = 500 };
        CropArea crop = Assert.Single(policy.Decide(Change(0.2), [track], []).Crops);
        Assert.Equal(CropReason.Track, crop.Reason);
        Assert.True(crop.Contains(new BoundingBox(600, 500, 640, 580)));
    }

    [Fact]
    public void Decide_SureTrackThatStandsStill_IsLookedAtOnlyAfterTheRecheck()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(Change(0, cut: SceneCut.FirstFrame), [], []);
        TrackedObject track = Track(new BoundingBox(500, 500, 540, 580), uncertainty: 1);
        Assert.Empty(policy.Decide(Change(0.2), [track], []).Crops);
        Assert.Single(policy.Decide(Change(1.5), [track with { Age = TimeSpan.FromSeconds(1.4) }], []).Crops);
    }

    [Fact]
    public void Decide_TrackOutsideTheFrame_IsNotLookedFor()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(Change(0, cut: SceneCut.FirstFrame), [], []);
        Assert.Empty(policy.Decide(Change(0.2), [Track(new BoundingBox(-90, 500, -10, 580), uncertainty: 50)], []).Crops);
    }

    [Fact]
    public void Decide_OverARound_ScansTheWholeFrameAtFullResolution()
    {
        CropPolicy policy = Policy(s_quiet with { Scan = TimeSpan.FromSeconds(5) });
        policy.Decide(Change(0, cut: SceneCut.FirstFrame), [], []);
        bool[] seen = new bool[1920 / 20 * (1080 / 20)];
        for (int frame = 1; frame <= 130; frame++)
        {
            foreach (CropArea crop in policy.Decide(Change(frame / 25.0), [], []).Crops)
            {
                Assert.Equal(1, crop.Scale, 3);
                for (int cell = 0; cell < seen.Length; cell++)
                    seen[cell] |= crop.Contains(new BoundingBox(cell % 96 * 20, cell / 96 * 20, (cell % 96 * 20) + 20, (cell / 96 * 20) + 20));
            }
        }

        Assert.DoesNotContain(false, seen);
    }

    [Fact]
    public void Decide_PlaceWithManySmallObjects_IsProposedByThePrior()
    {
        CropPolicy policy = Policy(s_quiet with { Prior = TimeSpan.FromSeconds(1) });
        policy.Decide(Change(0, cut: SceneCut.FirstFrame), [], []);
        var small = new Detection(new BoundingBox(1500, 200, 1520, 240), 0, 0.9f);
        for (int frame = 0; frame < 5; frame++)
            policy.Learn([small], TimeSpan.FromSeconds(frame / 25.0));
        CropArea crop = Assert.Single(policy.Decide(Change(1.5), [], []).Crops);
        Assert.Equal(CropReason.Prior, crop.Reason);
        Assert.True(crop.Contains(small.Box));
        Assert.Empty(policy.Decide(Change(1.6), [], []).Crops);
    }

    [Fact]
    public void Prior_SavedAndRestored_IsTheSameAndRefusesOtherBytes()
    {
        var prior = new CropPrior(TimeSpan.FromSeconds(10));
        prior.Learn([new Detection(new BoundingBox(0, 0, 20, 20), 0, 0.9f)], 0.5f, 1920, 1080, TimeSpan.Zero);
        prior.Learn([], 0.5f, 1920, 1080, TimeSpan.FromSeconds(10));
        Assert.Equal(0.5f, prior[0, 0, 0], 3);
        var other = new CropPrior(TimeSpan.FromSeconds(10));
        Assert.True(other.TryRestore(prior.Save()));
        Assert.Equal(prior[0, 0, 0], other[0, 0, 0], 5);
        Assert.False(other.TryRestore(new byte[7]));
        byte[] bad = prior.Save();
        BitConverter.TryWriteBytes(bad, float.NaN);
        Assert.False(other.TryRestore(bad));
        Assert.Equal(0.5f, other[0, 0, 0], 3);
    }

    private static CropPolicy Policy(CropOptions options) => new(options, CropPlannerTests.Squares, 416, 416, 0.35f);

    private static BlockChange Change(double seconds, Func<int, int, bool>? changed = null, SceneCut cut = SceneCut.None)
    {
        var change = new BlockChange(s_grid) { StreamTime = TimeSpan.FromSeconds(seconds), Cut = cut };
        int count = 0;
        for (int row = 0; row < s_grid.Rows; row++)
        {
            for (int column = 0; column < s_grid.Columns; column++)
            {
                int pixels = s_grid.Pixels(row, column);
                bool differs = pixels > 0 && (changed?.Invoke(row, column) ?? false);
                count += differs ? 1 : 0;
                change[row, column] = new CellChange(0, 0, 0, differs ? 0.5f : 0, 16, 0.5f, TimeSpan.Zero, pixels);
            }
        }

        change.ChangedShare = (float)count / s_grid.PictureCells;
        return change;
    }

    private static TrackedObject Track(BoundingBox box, float uncertainty) => new()
    {
        Id = 1,
        ClassId = 0,
        Box = box,
        Score = 0.8f,
        State = TrackState.Confirmed,
        Provenance = Provenance.Detected,
        StartTime = TimeSpan.Zero,
        LastDetected = TimeSpan.Zero,
        Age = TimeSpan.Zero,
        VelocityX = 0,
        VelocityY = 0,
        PositionUncertainty = uncertainty,
    };
}

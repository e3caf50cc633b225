using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Tracking;
using VideoDyn.Evaluation.Truth;
using VideoDyn.TestKit;

namespace VideoDyn.Evaluation.Tests.Truth;

public class TruthSetTests
{
    [Fact]
    public void ToTruth_FramesFromOne_BecomePositionsFromZero()
    {
        TruthSet truth = MotFile.ToTruth([new(3, 1, 0, 0, 5, 5), new(1, 1, 0, 0, 5, 5, Confidence: 0), new(3, 2, 0, 0, 5, 5)], "gt.txt");

        Assert.Equal(3, truth.FrameCount);
        Assert.True(truth.Boxes(0)[0].Ignore);
        Assert.True(truth.IsLabelled(1));
        Assert.Equal(0, truth.Boxes(1).Length);
        Assert.Equal([1L, 2], truth.Boxes(2).ToArray().Select(box => box.TrackId));
        Assert.False(truth.IsLabelled(3));
        Assert.Equal(0, truth.Boxes(99).Length);
    }

    [Fact]
    public void MapClasses_ByNameWithAliases_RenumbersAndLeavesOutTheRest()
    {
        TruthSet truth = new(
            "t", [(0, new(default, 4)), (0, new(default, 9)), (1, new(default, 9)), (0, new(default, TruthBox.AnyClass, Ignore: true))], null,
            new Dictionary<int, string> { [4] = "Motorcycle", [9] = "unicorn" });

        TruthSet mapped = truth.MapClasses(["person", "motorbike"]);

        Assert.Equal([1, TruthBox.AnyClass], mapped.Boxes(0).ToArray().Select(box => box.ClassId));
        Assert.Equal((0, true), (mapped.Boxes(1).Length, mapped.IsLabelled(1)));
        Assert.Equal("motorbike", mapped.ClassNames[1]);
    }

    [Fact]
    public void MapClasses_NothingInCommon_NamesBothSides()
    {
        TruthSet truth = new("t.json", [(0, new(default, 9))], null, new Dictionary<int, string> { [9] = "unicorn" });

        VideoDynException error = Assert.Throws<VideoDynException>(() => truth.MapClasses(["person", "car"]));

        Assert.Equal("t.json: found the classes unicorn, expected at least one of the model's: person, car.", error.Message);
    }

    [Fact]
    public void Select_SmallObjects_CanBeIgnoredOrLeftOut()
    {
        TruthSet truth = MotFile.ToTruth([new(1, 1, 0, 0, 5, 5), new(1, 2, 0, 0, 50, 50), new(1, 3, 0, 0, 1, 1)], "gt.txt");

        TruthSet kept = truth.Select(box => box.Box.Height < 2 ? null : box with { Ignore = box.Box.Height < 12 });

        Assert.Equal([(1L, true), (2L, false)], kept.Boxes(0).ToArray().Select(box => (box.TrackId, box.Ignore)));
    }

    [Fact]
    public void TrackedBox_FromTruthWithoutTracks_IsRefused() =>
        Assert.Throws<ArgumentException>(() => TrackedBox.From(new TruthBox(default, 1)));

    [Fact]
    public void Read_ByEnding_ChoosesTheFormat()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.csv"], "1,1,0,0,5,6\n");
        File.WriteAllText(folder["b.JSON"], """{"images": [{"id": 1}, {"id": 2}], "annotations": [], "categories": []}""");

        Assert.Equal(1, TruthFile.Read(folder["a.csv"]).FrameCount);
        Assert.Equal(2, TruthFile.Read(folder["b.JSON"]).FrameCount);
        VideoDynException error = Assert.Throws<VideoDynException>(() => TruthFile.Read("truth.xml"));
        Assert.Contains("'.xml', expected .json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_NegativeFrame_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new TruthSet("t", [(-1, default)], null, new Dictionary<int, string>()));
}

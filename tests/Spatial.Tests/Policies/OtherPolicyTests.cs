using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;
using VideoDyn.Spatial.Policies;
using VideoDyn.Spatial.Policies.Masks;
using VideoDyn.TestKit;

namespace VideoDyn.Spatial.Tests.Policies;

public class OtherPolicyTests
{
    [Fact]
    public void All_AnyFrame_ExecutesEverything()
    {
        BlockDecision decision = new AllPolicy().Decide(Changes.Of(5));

        Assert.Equal((1.0, RefreshCause.Always), (decision.Mask.Share, decision.Refresh));
    }

    [Fact]
    public void All_WhereLayersChoose_IsAMaskWithoutBordersAndAFullPassAfterACut()
    {
        var policy = new AllPolicy(layersChoose: true);
        BlockChange frame = Changes.Of(5), cut = Changes.Of(6);
        cut.Cut = SceneCut.Content;

        BlockDecision decision = policy.Decide(frame);
        Assert.Equal((frame.Grid.PictureCells, RefreshCause.None), (decision.Mask.Count, decision.Refresh));
        Assert.Equal(RefreshCause.SceneCut, policy.Decide(cut).Refresh);
    }

    [Fact]
    public void None_AfterTheFirstFrame_ExecutesNothing()
    {
        var policy = new NonePolicy();
        BlockChange first = Changes.Of(0);
        first.Cut = SceneCut.FirstFrame;

        Assert.Equal(1, policy.Decide(first).Mask.Share);
        Assert.Equal(0, policy.Decide(Changes.Of(1, (_, _) => Changes.Cell(share: 1))).Mask.Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 8)]
    [InlineData(1, 32)]
    public void Random_AnyShare_DrawsThatManyPictureBlocksByFrameIndex(double share, int expected)
    {
        var options = new RandomPolicyOptions { Share = share, Seed = 7 };
        var policy = new RandomPolicy(options);
        var again = new RandomPolicy(options);
        var seen = new BlockMask(8, 8);
        for (int i = 99; i >= 0; i--)
        {
            BlockMask mask = policy.Decide(Changes.Of(i)).Mask;
            Assert.Equal(expected, mask.Count);
            seen.UnionWith(mask);
        }

        for (int i = 0; i < 100; i++)
            seen.UnionWith(again.Decide(Changes.Of(i)).Mask);
        Assert.True(Same(policy.Decide(Changes.Of(42)).Mask, again.Decide(Changes.Of(42)).Mask));
        Assert.Equal(expected == 0 ? 0 : 32, seen.Count); // every block of the picture has its turn, borders never
    }

    [Fact]
    public void Recorded_WhatARecorderWrote_IsReplayed()
    {
        using var folder = new TemporaryFolder();
        var source = new RandomPolicy(new RandomPolicyOptions { Share = 0.3 });
        using (var recorder = new MaskRecorder(folder["masks.txt"], Changes.Grid))
        {
            foreach (int i in new[] { 0, 1, 5 })
            {
                BlockChange change = Changes.Of(i);
                change.Cut = i == 0 ? SceneCut.FirstFrame : SceneCut.None;
                recorder.Record(i, source.Decide(change));
            }
        }

        var policy = new RecordedPolicy(MaskRecording.Read(folder["masks.txt"]));
        Assert.Equal(RefreshCause.Always, policy.Decide(Changes.Of(0)).Refresh);
        foreach (int i in new[] { 1, 5 })
        {
            BlockDecision replayed = policy.Decide(Changes.Of(i));
            Assert.True(Same(source.Decide(Changes.Of(i)).Mask, replayed.Mask));
            Assert.Equal(10, replayed.Count(BlockReason.Recorded));
        }

        VideoDynException error = Assert.Throws<VideoDynException>(() => policy.Decide(Changes.Of(3)));
        Assert.Contains("no mask of frame 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recorded_OtherGrid_SaysBoth()
    {
        using var folder = new TemporaryFolder();
        using (new MaskRecorder(folder["masks.txt"], Changes.Grid))
        {
        }

        var grid = new BlockGrid(new InputSpec { Width = 416, Height = 416 }, 32, 512, 256);
        var policy = new RecordedPolicy(MaskRecording.Read(folder["masks.txt"]));

        VideoDynException error = Assert.Throws<VideoDynException>(() => policy.Decide(new BlockChange(grid)));
        Assert.Contains("8 x 8 blocks of 32", error.Message, StringComparison.Ordinal);
        Assert.Contains("13 x 13 blocks of 32", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ":1:")]
    [InlineData("videodyn-masks 2 2 2 32\n", ":1:")]
    [InlineData("videodyn-masks 1 2 99999999 32\n", ":1:")]
    [InlineData("videodyn-masks 1 2 2 32\n0 #. ..\n0 #. ..\n", ":3:")]
    [InlineData("videodyn-masks 1 2 2 32\n0 #. .\n", ":2:")]
    [InlineData("videodyn-masks 1 2 2 32\n0 #. ..#\n", ":2:")]
    [InlineData("videodyn-masks 1 2 2 32\n0 #x ..\n", ":2:")]
    [InlineData("videodyn-masks 1 2 2 32\n0\n", ":2:")]
    [InlineData("videodyn-masks 1 2 2 32\n-1 refresh\n", ":2:")]
    public void Read_DamagedFile_NamesTheLine(string text, string line)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["masks.txt"], text);

        VideoDynException error = Assert.Throws<VideoDynException>(() => MaskRecording.Read(folder["masks.txt"]));

        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.Contains("masks.txt" + line, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingFile_NamesIt() =>
        Assert.Contains(
            "/nowhere/masks.txt",
            Assert.Throws<VideoDynException>(() => MaskRecording.Read("/nowhere/masks.txt")).Message,
            StringComparison.Ordinal);

    private static bool Same(BlockMask a, BlockMask b) =>
        Enumerable.Range(0, a.Rows).All(row => a.Row(row).SequenceEqual(b.Row(row)));
}

using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Plans;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Plans;

public class PlanRegistryTests : LeaseGuard
{
    [Fact]
    public void CreateGate_EveryN_TakesItsArgument()
    {
        IGate gate = PlanRegistry.CreateGate("every-n:4");

        using var frame = new TestFrame(new FrameFormat(8, 8, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full));
        Assert.Equal(GateOutcome.Skip, gate.Decide(3, frame).Outcome);
        Assert.Equal(GateOutcome.Analyze, gate.Decide(4, frame).Outcome);
    }

    [Fact]
    public void CreateGate_Composite_TakesGatesWithinGates()
    {
        IGate gate = PlanRegistry.CreateGate("any(all(every-n:2+every-n:3)+every-n:4)");

        using var frame = new TestFrame(new FrameFormat(8, 8, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full));
        Assert.Equal([0, 4, 6, 8], Enumerable.Range(0, 9).Where(index => gate.Decide(index, frame).Outcome == GateOutcome.Analyze));
    }

    [Fact]
    public void CreateGate_ALearnedGateInsideOthers_IsRefused()
    {
        string folder = Path.Combine(RepositoryRoot.Path, "samples", "models", "skip-gru");

        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.CreateGate($"any(skip-rnn:{folder}+every-n:9)"));

        Assert.Contains("cannot stand inside any(...) or all(...)", error.Message);
    }

    [Theory]
    [InlineData("evry-n:4", "gate 'evry-n' is unknown; known gates: all, every-n:N, motion:OPTION=VALUE,..., change:OPTION=VALUE,..., adaptive:AGREEMENT,OPTION=VALUE,..., events, skip-rnn:DIR, recorded:FILE; did you mean 'every-n'?")]
    [InlineData("every-n", "gate 'every-n': expects a whole number of at least 1, found ''; the form is every-n:N")]
    [InlineData("every-n:0", "gate 'every-n:0': expects a whole number of at least 1, found '0'; the form is every-n:N")]
    [InlineData("every-n:-2", "gate 'every-n:-2': expects a whole number of at least 1, found '-2'; the form is every-n:N")]
    [InlineData("motion:treshold=3", "gate 'motion:treshold=3': option 'treshold' is unknown, known are threshold, contour_area, frame_alpha, frame_height, lightning_threshold; did you mean 'threshold'?; the form is motion:OPTION=VALUE,...")]
    [InlineData("motion:threshold", "gate 'motion:threshold': option 'threshold' needs exactly one value, e.g. threshold=VALUE; the form is motion:OPTION=VALUE,...")]
    [InlineData("motion:threshold=0", "gate 'motion:threshold=0': threshold expects 1 to 255, found 0; the form is motion:OPTION=VALUE,...")]
    [InlineData("motion:frame_alpha=x", "gate 'motion:frame_alpha=x': frame_alpha expects a number, found 'x'; the form is motion:OPTION=VALUE,...")]
    [InlineData("change:lose=1", "gate 'change:lose=1': option 'lose' is unknown, known are loss, max-age, confirm, share, events, motion, match; did you mean 'loss'?; the form is change:OPTION=VALUE,...")]
    [InlineData("change:events=yes", "gate 'change:events=yes': events expects on or off, found 'yes'; the form is change:OPTION=VALUE,...")]
    [InlineData("any(change+every-n:2", "gate 'any(change+every-n:2': brackets do not match; the form is any(GATE+GATE) or all(GATE+GATE)")]
    [InlineData("any(change+)", "gate 'any(change+)' names an empty gate; the form is any(GATE+GATE) or all(GATE+GATE)")]
    [InlineData("all(every-n:0+all)", "gate 'every-n:0': expects a whole number of at least 1, found '0'; the form is every-n:N")]
    [InlineData("all:3", "gate 'all:3': takes no argument, found '3'; the form is all")]
    public void CreateGate_WrongText_SaysWhatIsExpected(string gate, string message)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.CreateGate(gate));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("warped", "region 'warped' is unknown; known regions: dense, blocks:POLICY")]
    [InlineData("block", "did you mean 'blocks'?")]
    [InlineData("dense:3", "region 'dense:3': takes no argument, found '3'")]
    [InlineData("blocks:sometimes", "block policy 'sometimes' is unknown; known ones: change, online, all, none, random, recorded")]
    [InlineData("blocks:change,shar=1", "shar")]
    [InlineData("blocks:change,share=2", "Share")]
    [InlineData("blocks:change,rule=grown", "rule expects blocks, dilated or changes, found 'grown'")]
    [InlineData("blocks:change,block=20", "block size 20: expected a power of two from 8 to 512")]
    [InlineData("blocks:change,mask=0/0:1/0", "Mask[0] has 2 corners, expected at least 3")]
    [InlineData("blocks:change,mask=0/0:1/0:1/1+0/0:2/0:1/1", "Mask[1] has a corner outside the frame")]
    [InlineData("blocks:change,mask=0/0:1/0:1", "mask expects corners x/y in shares of the frame, joined by ':', found '1'")]
    [InlineData("blocks:change,mask=0/0:1/-1:1/1", "found '1/-1'")]
    [InlineData("blocks:random,mask=0/0:1/0:1/1", "option 'mask' is unknown")]
    [InlineData("blocks:recorded", "recorded expects file=PATH")]
    [InlineData("blocks:change,rule=changes,threshold=NaN", "threshold expects a number, found 'NaN'")]
    [InlineData("blocks:change,rule=changes,threshold=-0.1", "threshold -0.1: expected 0 to 100 deviations of a layer")]
    [InlineData("blocks:change,threshold=0.1", "threshold belongs to rule=changes")]
    [InlineData("blocks:change,thresholds=/nowhere/t.json,rule=changes", "/nowhere/t.json: no file of thresholds")]
    [InlineData("blocks:change,halve=-1", "halve -1: expected 0 to 64 code values")]
    [InlineData("blocks:change,halve=NaN", "halve expects a number, found 'NaN'")]
    [InlineData("blocks:change,halve=2,halve-stride=0", "halve-stride 0: expected 1 to 256 input pixels")]
    [InlineData("blocks:change,halve=2,rule=dilated", "two resolutions belong to rule=blocks")]
    [InlineData("blocks:change,shift=on,rule=changes", "shift=on belongs to rule=blocks")]
    [InlineData("blocks:online,target=NaN", "target expects a number, found 'NaN'")]
    public void ParseRegion_WrongText_SaysWhatIsExpected(string region, string message)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.ParseRegion(region));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("blocks")]
    [InlineData("blocks:change,share=0.02,dead-zone=20,max-age=0,refresh=0,block=64")]
    [InlineData("blocks:change,settle=0.5,box-settle=0,mask=0/0:0.5/0:0.5/.5")]
    [InlineData("blocks:change,halve=2.5,halve-stride=8,shift=on")]
    [InlineData("blocks:all,halve=3")]
    [InlineData("blocks:random,share=0.3,seed=4")]
    public void ParseRegion_RightText_IsAccepted(string region) => Assert.NotNull(PlanRegistry.ParseRegion(region));

    [Theory]
    [InlineData("blocks", "blocks:change,mask=0/0:.5/0:.5/1")]
    [InlineData("blocks:change,share=0.02", "blocks:change,share=0.02,mask=0/0:.5/0:.5/1")]
    public void Masked_BlocksByChange_GetTheArea(string region, string expected)
    {
        string masked = PlanRegistry.Masked(region, ["0,0  .5,0 .5,1"]);

        Assert.Equal(expected, masked);
        PlanRegistry.ParseRegion(masked);
        Assert.Equal(expected + "+0/0:1/0:1/1", PlanRegistry.Masked(region, ["0,0 .5,0 .5,1", "0,0 1,0 1,1"]));
    }

    [Theory]
    [InlineData("dense")]
    [InlineData("blocks:all")]
    public void Masked_AnotherRegion_IsRefused(string region)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.Masked(region, ["0,0 1,0 1,1"]));

        Assert.Equal($"--mask leaves out areas of --region blocks:change, the region is '{region}'", error.Message);
        Assert.Equal(region, PlanRegistry.Masked(region, []));
    }
}

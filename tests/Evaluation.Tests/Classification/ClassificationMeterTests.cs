using VideoDyn.Evaluation.Classification;

namespace VideoDyn.Evaluation.Tests.Classification;

public class ClassificationMeterTests
{
    [Fact]
    public void Add_FlickeringPlan_CountsEqualFramesAndChanges()
    {
        var meter = new ClassificationMeter();
        int[] reference = [4, 4, 4, 9, 9, 9];
        int[] found = [4, 7, 4, 4, 9, 9];
        for (int i = 0; i < reference.Length; i++)
            meter.Add(reference[i], found[i]);

        Assert.Equal(4.0 / 6, meter.Top1);
        Assert.Equal((1, 3), (meter.ReferenceChanges, meter.FoundChanges));
    }

    [Fact]
    public void BreakStream_NewStream_StartsWithoutAChange()
    {
        var meter = new ClassificationMeter();
        meter.Add(1, 1);
        meter.BreakStream();
        meter.Add(2, 3);

        Assert.Equal((0, 0), (meter.ReferenceChanges, meter.FoundChanges));
        Assert.Equal(0.5, meter.Top1);
    }

    [Fact]
    public void Top1_NoFrame_IsUndefined() => Assert.Null(new ClassificationMeter().Top1);
}

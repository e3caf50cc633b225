using VideoDyn.Core.Plans;
using VideoDyn.Temporal.Gates.Adaptive;
using VideoDyn.Temporal.Gates.Change;

namespace VideoDyn.Temporal.Tests.Gates.Adaptive;

public class LossControlTests
{
    private static readonly AdaptiveGateOptions s_options = new();

    [Fact]
    public void Loss_BeginsWithTheDefault_AndWaitsForEvidence()
    {
        var control = new LossControl(s_options);

        Assert.Equal(new ChangeGateOptions().Loss, control.Loss);
        Assert.False(control.Add(new FrameAudit(20, 0, 20, 0, false)));
        Assert.Equal(new ChangeGateOptions().Loss, control.Loss);
        Assert.True(control.Add(new FrameAudit(40, 0, 40, 0, false)));
        Assert.True(control.Loss < new ChangeGateOptions().Loss);
    }

    [Fact]
    public void AFewCleanBoxes_AreNoReasonToLookLess()
    {
        var control = new LossControl(s_options);

        Assert.False(control.Add(new FrameAudit(36, 36, 0, 0, false)));
        Assert.True(control.Add(new FrameAudit(8, 8, 0, 0, false)));
        Assert.True(control.Loss > new ChangeGateOptions().Loss);
    }

    [Fact]
    public void AgreementAtTheTarget_MovesNothing()
    {
        var control = new LossControl(s_options);

        // 38 pairs and four boxes without a partner: F1 is 0.95.
        Assert.All(Enumerable.Range(0, 200), _ => Assert.False(control.Add(new FrameAudit(40, 38, 2, 2, false))));
    }

    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(40, 0.005)]
    public void Loss_StaysWithinItsBounds(int missed, double bound)
    {
        var control = new LossControl(s_options);
        for (int audit = 0; audit < 500; audit++)
        {
            double before = control.Loss;
            control.Add(new FrameAudit(40, 40 - missed, missed, 0, false));
            Assert.InRange(control.Loss / before, (1 / LossControl.LargestStep) - 1e-9, LossControl.LargestStep + 1e-9);
        }

        Assert.Equal(bound, control.Loss, 6);
        // At a bound nothing moves any more.
        Assert.False(control.Add(new FrameAudit(40, 40 - missed, missed, 0, false)));
    }

    // A stream whose true loss is a multiple of what the gate aims at, seen through audits of a few boxes.
    [Theory]
    [InlineData(0.4, 0.95)]
    [InlineData(1.0, 0.9)]
    [InlineData(3.0, 0.95)]
    public void Loss_FindsTheTarget_WhateverTheStreamMakesOfIt(double factor, double target)
    {
        var control = new LossControl(s_options with { Target = target });
        var random = new Random(5);
        double sum = 0;
        const int audits = 4000;
        for (int audit = 0; audit < audits; audit++)
        {
            double wrong = Math.Min(0.9, factor * control.Loss);
            int missed = Enumerable.Range(0, 6).Count(_ => random.NextDouble() < wrong), extra = Enumerable.Range(0, 6).Count(_ => random.NextDouble() < wrong);
            control.Add(new FrameAudit(6, 6 - missed, missed, Math.Min(extra, 6), false));
            sum += audit < audits / 2 ? 0 : 1 - wrong;
        }

        Assert.Equal(target, sum / (audits / 2), 0.02);
    }

    [Fact]
    public void SameAudits_GiveTheSameLoss()
    {
        Assert.Equal(Run(), Run());

        static double[] Run()
        {
            var control = new LossControl(s_options);
            return [.. Enumerable.Range(0, 300).Select(audit =>
            {
                control.Add(new FrameAudit(10, 9 - (audit % 3), 1 + (audit % 3), audit % 2, audit % 5 == 0));
                return control.Loss;
            })];
        }
    }
}

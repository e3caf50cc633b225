using VideoDyn.Temporal.Tracking.Motion;

namespace VideoDyn.Temporal.Tests.Tracking.Motion;

public class MotionStepTests
{
    [Fact]
    public void Over_NoTime_ChangesNothing() => Assert.Equal(new MotionStep(1, 0, 0, 0, 0), MotionStep.Over(0, 1.5, 6));

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(5, 7)]
    [InlineData(60, 1000)]
    public void Predict_ManyShortSteps_EqualOneLongStep(double seconds, int steps)
    {
        AxisFilter once = AxisFilter.Start(100, 4, 900);
        once.Update(110, 4);
        once.Velocity = 35;
        AxisFilter often = once;

        once.Predict(MotionStep.Over(seconds, 1.5, 6), 50 * 50);
        MotionStep part = MotionStep.Over(seconds / steps, 1.5, 6);
        for (int step = 0; step < steps; step++)
            often.Predict(part, 50 * 50);

        Assert.Equal(once.Position, often.Position, 1e-8 * Math.Abs(once.Position));
        Assert.Equal(once.Velocity, often.Velocity, 1e-8);
        Assert.Equal(once.PositionVariance, often.PositionVariance, 1e-8 * once.PositionVariance);
        Assert.Equal(once.Covariance, often.Covariance, 1e-8 * once.Covariance);
        Assert.Equal(once.VelocityVariance, often.VelocityVariance, 1e-8 * once.VelocityVariance);
    }

    [Fact]
    public void Over_WhereSeriesMeetsClosedForm_IsContinuous()
    {
        MotionStep below = MotionStep.Over(0.01 - 1e-13, 2, 1);
        MotionStep above = MotionStep.Over(0.01 + 1e-13, 2, 1);

        // The closed form itself has lost ten digits here.
        Assert.Equal(1, above.PositionVariance / below.PositionVariance, 1e-8);
        Assert.Equal(1, above.Travel / below.Travel, 1e-9);
        Assert.Equal(1, above.Covariance / below.Covariance, 1e-9);
    }

    [Fact]
    public void Over_ShortTime_IsConstantVelocityWithWhiteAcceleration()
    {
        // Spectral density of the acceleration: 2 speed^2 / memory; variances q t^3 / 3, q t^2 / 2, q t.
        const double density = 2 * 1.5 * 1.5 / 6;
        const double seconds = 1e-3;

        MotionStep step = MotionStep.Over(seconds, 1.5, 6);

        Assert.Equal(1, step.PositionVariance / (density * seconds * seconds * seconds / 3), 1e-3);
        Assert.Equal(1, step.Covariance / (density * seconds * seconds / 2), 1e-3);
        Assert.Equal(1, step.VelocityVariance / (density * seconds), 1e-3);
    }

    [Fact]
    public void Over_LongTime_GrowsLikeARandomWalkAndForgetsTheVelocity()
    {
        MotionStep step = MotionStep.Over(6000, 1.5, 6);

        Assert.Equal(0, step.Decay, 1e-12);
        Assert.Equal(6, step.Travel, 1e-9);
        Assert.Equal(1.5 * 1.5, step.VelocityVariance, 1e-9);
        Assert.Equal(1, step.PositionVariance / (2 * 1.5 * 1.5 * 6 * 6000), 1e-2);
    }

    [Fact]
    public void AxisFilter_IrregularMeasurementsOfSteadyMotion_LearnsTheVelocity()
    {
        var random = new Random(3);
        AxisFilter filter = AxisFilter.Start(10, 9, 90 * 90);
        double time = 0;
        for (int step = 0; step < 40; step++)
        {
            double seconds = 0.03 + (0.5 * random.NextDouble());
            time += seconds;
            filter.Predict(MotionStep.Over(seconds, 1.5, 6), 60 * 60);
            filter.Update(10 + (40 * time), 9);
        }

        Assert.InRange(filter.Velocity, 35, 45);
        Assert.InRange(filter.Position, 10 + (40 * time) - 2, 10 + (40 * time) + 2);
        Assert.True(filter.PositionVariance is > 0 and < 9);
        Assert.True(filter.VelocityVariance > 0);
    }
}

using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Tests.Numerics;

public class TrigonometryTests
{
    [Fact]
    public void Functions_AgreeWithTheLibrary()
    {
        for (int i = -2000; i <= 2000; i++)
        {
            double angle = i * 0.0171;
            Assert.Equal(Math.Sin(angle), Trigonometry.Sin(angle), 1e-8);
            Assert.Equal(Math.Cos((float)angle), Trigonometry.Cos((float)angle), 1e-5);
            Assert.Equal(Math.Exp(angle / 4), Trigonometry.Exp(angle / 4), Math.Exp(angle / 4) * 1e-9);
            Assert.Equal(Math.Atan2(Math.Sin(angle), Math.Cos(angle)), Trigonometry.Atan2((float)Math.Sin(angle), (float)Math.Cos(angle)), 1e-5);
        }
    }

    [Theory]
    [InlineData(0.001, 0.4545)]
    [InlineData(0.5, 2.2)]
    [InlineData(3, 0.5)]
    public void Power_OfPositiveNumber_AgreesWithTheLibrary(double value, double exponent) =>
        Assert.Equal(Math.Pow(value, exponent), Trigonometry.Power(value, exponent), 1e-9);
}

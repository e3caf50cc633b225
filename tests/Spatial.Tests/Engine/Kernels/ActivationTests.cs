using VideoDyn.Core.Kernels;
using VideoDyn.Spatial.Engine.Kernels;
using VideoDyn.Spatial.Engine.Kernels.Activations;
using VideoDyn.Spatial.Engine.Kernels.Lists;

namespace VideoDyn.Spatial.Tests.Engine.Kernels;

public unsafe class ActivationTests
{
    public static TheoryData<KernelVariant> Variants() => new(InstructionSet.Supported);

    [Theory]
    [MemberData(nameof(Variants))]
    public void Sigmoid_OverTheWholeRange_IsCloseAndExactlyAHalfAtZero(KernelVariant variant)
    {
        Assert.Equal(0.5f, Apply(variant, ActivationKind.Sigmoid, [0f])[0]);
        Check(variant, ActivationKind.Sigmoid, x => 1 / (1 + Math.Exp(-x)), 5e-6);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Silu_OverTheWholeRange_IsClose(KernelVariant variant) =>
        Check(variant, ActivationKind.Silu, x => x / (1 + Math.Exp(-x)), 5e-6, relative: true);

    [Theory]
    [MemberData(nameof(Variants))]
    public void Tanh_OverTheWholeRange_IsCloseAndKeepsSmallNumbers(KernelVariant variant)
    {
        Check(variant, ActivationKind.Tanh, Math.Tanh, 1e-5);
        float[] tiny = [0, 1e-20f, -1e-7f, 1e-3f];
        float[] results = Apply(variant, ActivationKind.Tanh, tiny);
        for (int i = 0; i < tiny.Length; i++)
            Assert.True(Math.Abs(results[i] - Math.Tanh(tiny[i])) <= 1e-6 * Math.Abs(tiny[i]));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void EveryActivation_OfAHugeNumber_StaysFinite(KernelVariant variant)
    {
        foreach (ActivationKind kind in (ActivationKind[])[ActivationKind.Sigmoid, ActivationKind.Tanh, ActivationKind.HardSigmoid])
            Assert.All(Apply(variant, kind, [1e30f, -1e30f, 3e38f, -3e38f, 90f, -90f]), value => Assert.InRange(value, -1.00001f, 1.00001f));
        Assert.All(Apply(variant, ActivationKind.Silu, [-90f, -200f, -1000f]), value => Assert.InRange(value, -1e-10f, 0f));
        Assert.Equal([0f, 0f, 1f, 1f], Apply(variant, ActivationKind.Sigmoid, [-3e38f, -1e30f, 1e30f, 3e38f]).Select(value => MathF.Round(value, 6)));
        Assert.Equal([1e30f, 3e38f], Apply(variant, ActivationKind.Silu, [1e30f, 3e38f]));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void SigmoidAndSilu_OfNoNumber_StayNoNumber(KernelVariant variant) =>
        Assert.All((ActivationKind[])[ActivationKind.Sigmoid, ActivationKind.Silu], kind => Assert.True(float.IsNaN(Apply(variant, kind, [float.NaN])[0])));

    private static void Check(KernelVariant variant, ActivationKind kind, Func<double, double> truth, double tolerance, bool relative = false)
    {
        float[] x = [.. Enumerable.Range(-4000, 8001).Select(i => i * 0.005f)];
        float[] y = Apply(variant, kind, x);
        for (int i = 0; i < x.Length; i++)
        {
            double expected = truth(x[i]), scale = relative ? Math.Max(1, Math.Abs(expected)) : 1;
            Assert.True(Math.Abs(y[i] - expected) <= tolerance * scale, FormattableString.Invariant($"{kind}({x[i]}) is {y[i]}, expected {expected}"));
        }
    }

    private static float[] Apply(KernelVariant variant, ActivationKind kind, float[] x)
    {
        int channels = (x.Length + 15) / 16 * 16, zero = 0;
        var input = new float[channels];
        var output = new float[channels];
        x.CopyTo(input, 0);
        fixed (float* first = input, target = output)
        {
            var call = new ElementwiseCall
            {
                First = first,
                FirstPixels = &zero,
                SecondPixels = &zero,
                OutputPixels = &zero,
                Output = target,
                Channels = channels,
                Count = 1,
                A = 1f / 6,
                B = 0.5f,
            };
            KernelSet.For(variant).Elementwise(ElementwiseKind.First, kind)(&call);
        }

        return output[..x.Length];
    }
}

using VideoDyn.Core.Errors;
using VideoDyn.Core.Kernels;

namespace VideoDyn.Core.Tests.Kernels;

public sealed class InstructionSetTests
{
    [Theory]
    [InlineData(null, KernelVariant.Avx512, KernelVariant.Avx512)]
    [InlineData("", KernelVariant.Avx2, KernelVariant.Avx2)]
    [InlineData("scalar", KernelVariant.Avx512, KernelVariant.Scalar)]
    [InlineData("AVX2", KernelVariant.Avx512, KernelVariant.Avx2)]
    [InlineData(" avx512 ", KernelVariant.Avx512, KernelVariant.Avx512)]
    public void Choose_TextThatTheProcessorCanDo_FollowsTheText(string? forced, KernelVariant detected, KernelVariant expected) =>
        Assert.Equal(expected, InstructionSet.Choose(forced, detected));

    [Fact]
    public void Choose_MoreThanTheProcessorHas_NamesBoth()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => InstructionSet.Choose("avx512", KernelVariant.Avx2));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("avx512", error.Message, StringComparison.Ordinal);
        Assert.Contains("avx2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_UnknownText_NamesTheVariableAndTheValues()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => InstructionSet.Choose("neon", KernelVariant.Avx2));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(InstructionSet.ForceVariable, error.Message, StringComparison.Ordinal);
        Assert.Contains("neon", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Supported_AnyProcessor_RunsFromScalarToTheDetectedOne()
    {
        Assert.Equal(KernelVariant.Scalar, InstructionSet.Supported.First());
        Assert.Equal(InstructionSet.Detected, InstructionSet.Supported.Last());
        Assert.Contains(InstructionSet.Active, InstructionSet.Supported);
    }
}

using VideoDyn.Media.Decoding.Gating;

namespace VideoDyn.Media.Tests.Decoding.Gating;

public sealed class BitReaderTests
{
    [Fact]
    public void Golomb_CodesOfTheStandard_AreRead()
    {
        // 1 010 011 00100 00101 (table 9-2), then a signed 00110: codes 0 1 2 3 4, and 5 as +3.
        var bits = new BitReader([0b1010_0110, 0b0100_0010, 0b1001_1000]);
        Assert.Equal((0u, 1u, 2u, 3u, 4u), (bits.Golomb(), bits.Golomb(), bits.Golomb(), bits.Golomb(), bits.Golomb()));
        Assert.Equal(3, bits.SignedGolomb());
        Assert.False(bits.IsBroken);
    }

    [Fact]
    public void Bits_PreventionByte_IsLeftOut()
    {
        var bits = new BitReader([0, 0, 3, 1, 0xFF]);
        Assert.Equal((1u, 0xFFu), (bits.Bits(24), bits.Bits(8)));
    }

    [Fact]
    public void Bits_BeyondTheEnd_ReadAsZeroAndSaySo()
    {
        var bits = new BitReader([0x80]);
        Assert.Equal(0x80u, bits.Bits(8));
        Assert.Equal(0u, bits.Golomb());
        Assert.True(bits.IsBroken);
    }
}

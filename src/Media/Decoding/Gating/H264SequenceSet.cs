namespace VideoDyn.Media.Decoding.Gating;

/// <summary>Reads the one flag of a sequence parameter set that matters here (ITU-T H.264, 7.3.2.1.1).</summary>
internal static class H264SequenceSet
{
    /// <summary>Whether pictures are never coded as fields (frame_mbs_only_flag); false when the set is broken.</summary>
    /// <param name="set">The parameter set, without the byte that names its type.</param>
    public static bool IsProgressive(ReadOnlySpan<byte> set)
    {
        var bits = new BitReader(set);
        uint profile = bits.Bits(8);
        bits.Bits(16); // constraints and level
        bits.Golomb(); // number of the set
        if (profile is 100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135)
            SkipFormat(ref bits);
        bits.Golomb(); // bits of frame_num
        switch (bits.Golomb())
        {
            case 0:
                bits.Golomb();
                break;
            case 1:
                bits.Flag();
                bits.SignedGolomb();
                bits.SignedGolomb();
                for (uint left = Math.Min(255, bits.Golomb()); left > 0; left--)
                    bits.SignedGolomb();
                break;
        }

        bits.Golomb(); // reference pictures
        bits.Flag();
        bits.Golomb(); // width
        bits.Golomb(); // height
        return bits.Flag() && !bits.IsBroken;
    }

    private static void SkipFormat(ref BitReader bits)
    {
        uint chroma = bits.Golomb();
        if (chroma == 3)
            bits.Flag();
        bits.Golomb();
        bits.Golomb();
        bits.Flag();
        if (!bits.Flag())
            return;
        for (int list = 0; list < (chroma == 3 ? 12 : 8); list++)
        {
            if (bits.Flag())
                SkipScalingList(ref bits, list < 6 ? 16 : 64);
        }
    }

    private static void SkipScalingList(ref BitReader bits, int length)
    {
        int last = 8;
        for (int index = 0; index < length; index++)
        {
            last = (last + bits.SignedGolomb() + 256) % 256;
            if (last == 0)
                return;
        }
    }
}

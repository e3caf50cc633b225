namespace VideoDyn.Media.Decoding.Gating;

/// <summary>Reads bits of a parameter set, leaving out the bytes that only keep start codes from appearing (H.264, 7.3.1).</summary>
internal ref struct BitReader
{
    private readonly ReadOnlySpan<byte> _data;
    private int _byte;
    private int _bit;
    private int _zeros;

    /// <summary>Starts after the header of the unit.</summary>
    public BitReader(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Whether more was asked for than is there; all further bits read as 0.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>One bit.</summary>
    public bool Flag() => Bits(1) != 0;

    /// <summary>An unsigned number of up to 32 bits.</summary>
    public uint Bits(int count)
    {
        uint value = 0;
        for (; count > 0; count--)
            value = (value << 1) | Bit();
        return value;
    }

    /// <summary>An unsigned Exp-Golomb number.</summary>
    public uint Golomb()
    {
        int zeros = 0;
        while (Bit() == 0 && !IsBroken)
        {
            if (++zeros > 31)
                IsBroken = true;
        }

        return IsBroken ? 0 : (1u << zeros) - 1 + Bits(zeros);
    }

    /// <summary>A signed Exp-Golomb number.</summary>
    public int SignedGolomb()
    {
        uint code = Golomb();
        return (code & 1) != 0 ? (int)((code + 1) / 2) : -(int)(code / 2);
    }

    private uint Bit()
    {
        if (_bit == 0 && _zeros >= 2 && _byte < _data.Length && _data[_byte] == 3)
        {
            _byte++;
            _zeros = 0;
        }

        if (_byte >= _data.Length)
        {
            IsBroken = true;
            return 0;
        }

        uint bit = (uint)(_data[_byte] >> (7 - _bit)) & 1;
        if (++_bit < 8)
            return bit;
        _zeros = _data[_byte] == 0 ? _zeros + 1 : 0;
        _bit = 0;
        _byte++;
        return bit;
    }
}

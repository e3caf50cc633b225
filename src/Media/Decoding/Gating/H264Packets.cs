using VideoDyn.Core.Sources;

namespace VideoDyn.Media.Decoding.Gating;

/// <summary>Reads the unit headers of H.264 packets (ITU-T H.264, 7.3 and 7.4.1).</summary>
internal sealed class H264Packets : PacketReader
{
    private const int LastSlice = 5;
    private const int Idr = 5;
    private const int SequenceSet = 7;
    private const int PictureSet = 8;
    private readonly int _lengthBytes;
    private bool _isProgressive;
    private bool _sawSequenceSet;
    private int _sets;

    /// <summary>Creates the reader of a stream.</summary>
    /// <param name="headers">Global headers; may be empty.</param>
    public H264Packets(ReadOnlySpan<byte> headers)
    {
        _lengthBytes = NalUnits.LengthBytes(headers, 4);
        if (_lengthBytes == 0)
        {
            var units = new NalUnits(headers, 0);
            while (units.MoveNext())
                ReadSequenceSet(units.Whole());
            return;
        }

        int at = 6;
        for (int count = headers.Length > 5 ? headers[5] & 31 : 0; count > 0 && at + 2 <= headers.Length; count--)
        {
            int length = (headers[at] << 8) | headers[at + 1];
            ReadSequenceSet(headers.Slice(at + 2, Math.Min(length, headers.Length - at - 2)));
            at += 2 + length;
        }
    }

    /// <inheritdoc/>
    public override bool IsCountable => _sawSequenceSet && _isProgressive;

    /// <inheritdoc/>
    public override PacketFacts Read(ReadOnlySpan<byte> data, bool reorders)
    {
        var hash = default(HashCode);
        bool hasSets = false;
        var units = new NalUnits(data, _lengthBytes);
        while (units.MoveNext())
        {
            int type = units.Current[0] & 31;
            if (type is SequenceSet or PictureSet)
            {
                ReadOnlySpan<byte> set = units.Whole();
                ReadSequenceSet(set);
                hash.AddBytes(set);
                hasSets = true;
            }
            else if (type is >= 1 and <= LastSlice)
            {
                bool isReference = (units.Current[0] & 0x60) != 0;
                return new PacketFacts
                {
                    Size = data.Length,
                    HasPicture = true,
                    StartsAnew = type == Idr,
                    IsDisposable = !isReference && !hasSets,
                    ChangesCoding = hasSets && AreNew(hash.ToHashCode()),
                };
            }
        }

        return new PacketFacts { Size = data.Length, ChangesCoding = hasSets && AreNew(hash.ToHashCode()) };
    }

    private bool AreNew(int sets)
    {
        bool areNew = sets != _sets;
        _sets = sets;
        return areNew;
    }

    // Interlaced streams may put the two fields of a picture into two packets.
    private void ReadSequenceSet(ReadOnlySpan<byte> set)
    {
        if (set.Length < 4 || (set[0] & 31) != SequenceSet)
            return;
        _isProgressive = H264SequenceSet.IsProgressive(set[1..]) && (_isProgressive || !_sawSequenceSet);
        _sawSequenceSet = true;
    }
}

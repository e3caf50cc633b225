using VideoDyn.Core.Sources;

namespace VideoDyn.Media.Decoding.Gating;

/// <summary>Reads the unit headers of H.265 packets (ITU-T H.265, 7.3.1.2 and table 7-1).</summary>
internal sealed class H265Packets : PacketReader
{
    private const int LastSlice = 31;
    private const int FirstIntra = 16;
    private const int IdrWithLeading = 19;
    private const int Idr = 20;
    private const int Clean = 21;
    private const int FirstSet = 32;
    private const int SequenceSet = 33;
    private const int LastSet = 34;
    private readonly int _lengthBytes;
    private int _layers; // 0 until a sequence parameter set was seen
    private int _sets;

    /// <summary>Creates the reader of a stream.</summary>
    /// <param name="headers">Global headers; may be empty.</param>
    public H265Packets(ReadOnlySpan<byte> headers)
    {
        _lengthBytes = NalUnits.LengthBytes(headers, 21);
        if (_lengthBytes == 0)
        {
            var units = new NalUnits(headers, 0);
            while (units.MoveNext())
                ReadSequenceSet(units.Current);
            return;
        }

        int at = 23;
        for (int arrays = headers.Length > 22 ? headers[22] : 0; arrays > 0 && at + 3 <= headers.Length; arrays--)
        {
            int count = (headers[at + 1] << 8) | headers[at + 2];
            at += 3;
            for (; count > 0 && at + 2 <= headers.Length; count--)
            {
                int length = (headers[at] << 8) | headers[at + 1];
                ReadSequenceSet(headers.Slice(at + 2, Math.Min(length, headers.Length - at - 2)));
                at += 2 + length;
            }
        }
    }

    /// <inheritdoc/>
    public override bool IsCountable => _layers > 0;

    /// <inheritdoc/>
    public override PacketFacts Read(ReadOnlySpan<byte> data, bool reorders)
    {
        var hash = default(HashCode);
        bool hasSets = false;
        var units = new NalUnits(data, _lengthBytes);
        while (units.MoveNext())
        {
            if (units.Current.Length < 2)
                continue;
            int type = (units.Current[0] >> 1) & 63;
            if (type is >= FirstSet and <= LastSet)
            {
                ReadOnlySpan<byte> set = units.Whole();
                ReadSequenceSet(set);
                hash.AddBytes(set);
                hasSets = true;
            }
            else if (type <= LastSlice)
            {
                // Pictures that no other of their layer refers to have even types; higher layers may refer to them.
                int layer = (units.Current[1] & 7) - 1;
                bool isDisposable = type < FirstIntra && type % 2 == 0 && layer == _layers - 1;
                return new PacketFacts
                {
                    Size = data.Length,
                    HasPicture = true,
                    // The others may be followed by pictures that are shown before them and refer to what was earlier.
                    StartsAnew = type is IdrWithLeading or Idr || (type is >= FirstIntra and <= Clean && !reorders),
                    IsDisposable = isDisposable && !hasSets,
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

    private void ReadSequenceSet(ReadOnlySpan<byte> set)
    {
        if (set.Length >= 3 && ((set[0] >> 1) & 63) == SequenceSet)
            _layers = Math.Max(_layers, ((set[2] >> 1) & 7) + 1);
    }
}

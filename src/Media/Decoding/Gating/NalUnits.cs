using System.Buffers.Binary;

namespace VideoDyn.Media.Decoding.Gating;

/// <summary>
/// The units of an H.264 or H.265 packet one after another, where each is preceded by its length (ISO/IEC 14496-15) or by
/// a start code (Annex B).
/// </summary>
/// <param name="data">The packet.</param>
/// <param name="lengthBytes">Bytes of a length, 1 to 4; 0 for start codes.</param>
internal ref struct NalUnits(ReadOnlySpan<byte> data, int lengthBytes)
{
    private static ReadOnlySpan<byte> StartCode => [0, 0, 1];

    private ReadOnlySpan<byte> _rest = data;

    /// <summary>The unit, without what precedes it.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Takes the next one; false when there is none, or what follows is no unit.</summary>
    public bool MoveNext() => lengthBytes == 0 ? NextByStartCode() : NextByLength();

    private bool NextByLength()
    {
        if (_rest.Length <= lengthBytes)
            return false;
        uint length = 0;
        for (int index = 0; index < lengthBytes; index++)
            length = (length << 8) | _rest[index];
        _rest = _rest[lengthBytes..];
        if (length == 0 || length > _rest.Length)
            return false;
        Current = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    private bool NextByStartCode()
    {
        int start = _rest.IndexOf(StartCode);
        if (start < 0 || start + StartCode.Length >= _rest.Length)
            return false;
        // A slice is the last thing that anybody asks for, so its end need not be looked for.
        _rest = _rest[(start + StartCode.Length)..];
        Current = _rest;
        return true;
    }

    /// <summary>The part of a unit that belongs to it, where it was found by its start code.</summary>
    public readonly ReadOnlySpan<byte> Whole()
    {
        int end = lengthBytes == 0 ? Current.IndexOf(StartCode) : -1;
        return end < 0 ? Current : Current[..end].TrimEnd((byte)0);
    }

    /// <summary>Length bytes as headers in a container say; 0 where units follow start codes.</summary>
    /// <param name="headers">Global headers of the stream.</param>
    /// <param name="at">Place of the length in them.</param>
    public static int LengthBytes(ReadOnlySpan<byte> headers, int at) =>
        headers.Length <= at + 1 || headers.StartsWith(StartCode) || (headers.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(headers) == 1)
            ? 0
            : (headers[at] & 3) + 1;
}

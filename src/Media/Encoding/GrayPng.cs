using System.Buffers.Binary;
using System.IO.Compression;
using VideoDyn.Core.Errors;

namespace VideoDyn.Media.Encoding;

/// <summary>Codes a picture of one byte per pixel as PNG (ISO/IEC 15948, greyscale, 8 bit, no filter).</summary>
public static class GrayPng
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The whole file.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">Row by row without gaps.</param>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using var file = new MemoryStream();
        file.Write(s_signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9..].Clear();
        WriteChunk(file, "IHDR"u8, header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(row * width, width));
            }
        }

        WriteChunk(file, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Reads a file that <see cref="Encode"/> wrote.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">Name for messages.</param>
    /// <returns>Size, and the pixels row by row without gaps.</returns>
    /// <exception cref="VideoDynException">It is another kind of PNG, or none (kind Input).</exception>
    public static (int Width, int Height, byte[] Pixels) Decode(ReadOnlySpan<byte> file, string name)
    {
        if (file.Length < 33 || !file[..8].SequenceEqual(s_signature))
            throw VideoDynException.Input($"{name}: is no PNG file");
        int width = 0, height = 0;
        using var packed = new MemoryStream();
        for (int at = 8; at + 12 <= file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (length < 0 || at + 12 + length > file.Length)
                throw VideoDynException.Input($"{name}: is cut off");
            ReadOnlySpan<byte> type = file.Slice(at + 4, 4), data = file.Slice(at + 8, length);
            if (type.SequenceEqual("IHDR"u8))
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                if (data[8] != 8 || data[9] != 0 || data[12] != 0 || width is < 1 or > 16384 || height is < 1 or > 16384)
                    throw VideoDynException.Input($"{name}: is not an 8-bit grey PNG without interlacing");
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                packed.Write(data);
            }

            at += 12 + length;
        }

        packed.Position = 0;
        byte[] lines = new byte[(width + 1) * height];
        try
        {
            using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
            zlib.ReadExactly(lines);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw VideoDynException.Input($"{name}: its pixels cannot be unpacked: {error.Message}", error);
        }

        byte[] pixels = new byte[width * height];
        for (int row = 0; row < height; row++)
        {
            if (lines[row * (width + 1)] != 0)
                throw VideoDynException.Input($"{name}: uses row filters, expected a class map of this program");
            lines.AsSpan((row * (width + 1)) + 1, width).CopyTo(pixels.AsSpan(row * width));
        }

        return (width, height, pixels);
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Checksum(Checksum(uint.MaxValue, type), data));
        file.Write(number);
    }

    private static uint Checksum(uint checksum, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            checksum ^= value;
            for (int bit = 0; bit < 8; bit++)
                checksum = (checksum >> 1) ^ (Polynomial & (uint)-(int)(checksum & 1));
        }

        return checksum;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using VideoDyn.Core.Frames;

namespace VideoDyn.Benchmarks.Decoding;

/// <summary>Reads every luma byte once, as cheaply as memory allows, so that lazy planes cannot hide their cost.</summary>
internal static class LumaTouch
{
    /// <summary>The exclusive or of all luma bytes, in vectors.</summary>
    public static byte Touch(FramePlane luma)
    {
        Vector<byte> mixed = default;
        byte rest = 0;
        for (int y = 0; y < luma.Height; y++)
        {
            ReadOnlySpan<byte> row = luma.Row(y);
            int x = 0;
            for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
                mixed ^= Unsafe.ReadUnaligned<Vector<byte>>(ref Unsafe.AsRef(in row[x]));
            for (; x < row.Length; x++)
                rest ^= row[x];
        }

        for (int i = 0; i < Vector<byte>.Count; i++)
            rest ^= mixed[i];
        return rest;
    }
}

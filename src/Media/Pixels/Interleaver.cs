using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Media.Pixels;

/// <summary>
/// Weaves three channel rows into packed pixels with byte shuffles (SSSE3): 16 bytes of each channel give three
/// vectors, each the union of three shuffles. The nine patterns follow from the element size.
/// </summary>
internal sealed unsafe class Interleaver
{
    private const int VectorBytes = 16;
    private readonly AlignedBuffer<byte> _patterns = new(9 * VectorBytes);

    /// <summary>Works out the patterns.</summary>
    /// <param name="elementSize">Bytes of an element: 1, 2 or 4.</param>
    public Interleaver(int elementSize)
    {
        for (int packed = 0; packed < 3 * VectorBytes; packed++)
        {
            int element = packed / elementSize;
            for (int channel = 0; channel < 3; channel++)
            {
                // 0x80 makes the shuffle give zero where another channel goes.
                int source = ((element / 3) * elementSize) + (packed % elementSize);
                Pattern(packed / VectorBytes, channel)[packed % VectorBytes] = element % 3 == channel ? (byte)source : (byte)0x80;
            }
        }
    }

    /// <summary>Packs rows.</summary>
    /// <param name="first">First channel, row buffer with slack.</param>
    /// <param name="second">Second channel.</param>
    /// <param name="third">Third channel.</param>
    /// <param name="packed">Room for three rows with slack.</param>
    /// <param name="rowBytes">Bytes of one channel's row.</param>
    public void Pack(byte* first, byte* second, byte* third, byte* packed, int rowBytes)
    {
        // Nine patterns and three rows fit the registers; a loop over the parts would reload the patterns.
        Vector128<byte> a0 = Vector128.Load(Pattern(0, 0)), b0 = Vector128.Load(Pattern(0, 1)), c0 = Vector128.Load(Pattern(0, 2));
        Vector128<byte> a1 = Vector128.Load(Pattern(1, 0)), b1 = Vector128.Load(Pattern(1, 1)), c1 = Vector128.Load(Pattern(1, 2));
        Vector128<byte> a2 = Vector128.Load(Pattern(2, 0)), b2 = Vector128.Load(Pattern(2, 1)), c2 = Vector128.Load(Pattern(2, 2));
        for (int i = 0; i < rowBytes; i += VectorBytes)
        {
            Vector128<byte> a = Vector128.Load(first + i);
            Vector128<byte> b = Vector128.Load(second + i);
            Vector128<byte> c = Vector128.Load(third + i);
            byte* target = packed + (3 * i);
            (Ssse3.Shuffle(a, a0) | Ssse3.Shuffle(b, b0) | Ssse3.Shuffle(c, c0)).Store(target);
            (Ssse3.Shuffle(a, a1) | Ssse3.Shuffle(b, b1) | Ssse3.Shuffle(c, c1)).Store(target + VectorBytes);
            (Ssse3.Shuffle(a, a2) | Ssse3.Shuffle(b, b2) | Ssse3.Shuffle(c, c2)).Store(target + (2 * VectorBytes));
        }
    }

    private byte* Pattern(int part, int channel) => _patterns.Pointer + (((3 * part) + channel) * VectorBytes);
}

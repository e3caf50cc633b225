using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>32 pixels at a time (AVX2).</summary>
internal readonly unsafe struct Avx2Cells : ICellKernel
{
    private const int Lanes = 32;

    /// <summary>32 bytes from n on have their last n set; 32 bytes from 64 - n on have their first n set.</summary>
    private static ReadOnlySpan<byte> Masks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <inheritdoc/>
    public static void Add(in CellRows rows, ref CellSums sums)
    {
        int tail = rows.Width % Lanes;
        int whole = rows.Width - tail;
        int shift;
        if (tail == 0 || whole + rows.Before + tail >= Lanes)
        {
            // The last vector ends with the cell and masks out what it shares with the one before it.
            shift = whole + tail - Lanes;
        }
        else if (rows.After + tail >= Lanes)
        {
            shift = 0;
        }
        else
        {
            ScalarCells.Add(rows, ref sums);
            return;
        }

        Vector256<byte> mask = Vector256.LoadUnsafe(in Masks[shift == 0 ? (2 * Lanes) - tail : tail]);
        Vector256<byte> deadZone = Vector256.Create(rows.DeadZone);
        var sum = default(Sums);
        byte* current = rows.Current;
        byte* reference = rows.Reference;
        for (int y = 0; y < rows.Rows; y++)
        {
            for (int x = 0; x < whole; x += Lanes)
                sum.Add(Vector256.Load(current + x), Vector256.Load(reference + x), deadZone);
            if (tail != 0)
                sum.Add(Vector256.Load(current + shift) & mask, Vector256.Load(reference + shift) & mask, deadZone);
            current += rows.CurrentStride;
            reference += rows.ReferenceStride;
        }

        sum.AddTo(ref sums);
    }

    /// <summary>The largest of 32 bytes.</summary>
    internal static byte Largest(Vector256<byte> values)
    {
        // The horizontal minimum of 16-bit numbers exists, so the bytes are inverted and paired.
        Vector128<byte> half = ~Sse2.Max(values.GetLower(), values.GetUpper());
        Vector128<byte> pairs = Sse2.Min(half, Sse2.ShiftRightLogical(half.AsUInt16(), 8).AsByte());
        return (byte)~Sse41.MinHorizontal(pairs.AsUInt16() & Vector128.Create((ushort)255)).ToScalar();
    }

    private struct Sums
    {
        private Vector256<ulong> _absolute;
        private Vector256<ulong> _brighter;
        private Vector256<byte> _maximum;
        private long _beyond;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector256<byte> current, Vector256<byte> reference, Vector256<byte> deadZone)
        {
            Vector256<byte> brighter = Avx2.SubtractSaturate(current, reference);
            Vector256<byte> absolute = brighter | Avx2.SubtractSaturate(reference, current);
            _absolute += Avx2.SumAbsoluteDifferences(absolute, Vector256<byte>.Zero).AsUInt64();
            _brighter += Avx2.SumAbsoluteDifferences(brighter, Vector256<byte>.Zero).AsUInt64();
            _maximum = Avx2.Max(_maximum, absolute);

            // AVX2 compares bytes for equality only: those within the dead-zone saturate to 0.
            Vector256<byte> within = Avx2.CompareEqual(Avx2.SubtractSaturate(absolute, deadZone), Vector256<byte>.Zero);
            _beyond += BitOperations.PopCount(~(uint)Avx2.MoveMask(within));
        }

        public readonly void AddTo(ref CellSums sums)
        {
            sums.Absolute += (long)Vector256.Sum(_absolute);
            sums.Brighter += (long)Vector256.Sum(_brighter);
            sums.Beyond += _beyond;
            sums.Maximum = Math.Max(sums.Maximum, Largest(_maximum));
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>32 pixels at a time (AVX2).</summary>
internal readonly unsafe struct Avx2Cells : ICellKernel
{
    private const int Pixels = 32;

    /// <summary>Each lane counts in a byte, which must not overflow within one call.</summary>
    private const int MostVectors = 255;

    /// <summary>32 bytes from n on have their last n set; 32 bytes from 64 - n on have their first n set.</summary>
    private static ReadOnlySpan<byte> Masks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in CellRows rows, CellLanes* lanes)
    {
        int rest = rows.Width % Pixels;
        int whole = rows.Width - rest;

        // The last vector ends with the cell and masks out what it shares with the one before it, or, at the plane's left
        // edge, starts with the cell and masks out its neighbours. It never leaves the plane's row.
        bool endsWithCell = rows.Before + rows.Width >= Pixels;
        if (((whole / Pixels) + 1) * rows.Rows > MostVectors || !(endsWithCell || rows.After + rows.Width >= Pixels))
        {
            ScalarCells.Add(rows, lanes);
            return;
        }

        nint shift = endsWithCell ? rows.Width - Pixels : 0;
        Vector256<byte> mask = Vector256.LoadUnsafe(in Masks[endsWithCell ? rest : (2 * Pixels) - rest]);
        Vector256<byte> deadZone = Vector256.Create(rows.DeadZone);
        var sums = new Sums(lanes);
        byte* current = rows.Current;
        byte* reference = rows.Reference;
        for (int y = 0; y < rows.Rows; y++)
        {
            for (nint x = 0; x < whole; x += Pixels)
                sums.Add(Vector256.Load(current + x), Vector256.Load(reference + x), deadZone);
            if (rest != 0)
                sums.Add(Vector256.Load(current + shift) & mask, Vector256.Load(reference + shift) & mask, deadZone);
            current += rows.CurrentStride;
            reference += rows.ReferenceStride;
        }

        sums.Store(lanes, ((whole / Pixels) + (rest != 0 ? 1 : 0)) * rows.Rows);
    }

    /// <inheritdoc/>
    public static CellSums Fold(CellLanes* lanes) => new()
    {
        Absolute = (long)Vector256.Sum(Vector256.Load(lanes->Absolute)),
        Brighter = (long)Vector256.Sum(Vector256.Load(lanes->Brighter)),
        Maximum = Largest(Vector256.Load(lanes->Maximum)),
        Beyond = Vector256.Sum(Vector256.Load(lanes->Beyond)),
    };

    /// <summary>The largest of 32 bytes.</summary>
    internal static byte Largest(Vector256<byte> values)
    {
        // The horizontal minimum of 16-bit numbers exists, so the bytes are inverted and paired.
        Vector128<byte> half = ~Sse2.Max(values.GetLower(), values.GetUpper());
        Vector128<byte> pairs = Sse2.Min(half, Sse2.ShiftRightLogical(half.AsUInt16(), 8).AsByte());
        return (byte)~Sse41.MinHorizontal(pairs.AsUInt16() & Vector128.Create((ushort)255)).ToScalar();
    }

    /// <summary>Running sums; every method is inlined, or the sums would live in memory and wait for each other there.</summary>
    private struct Sums
    {
        private Vector256<ulong> _absolute;
        private Vector256<ulong> _brighter;
        private Vector256<byte> _maximum;
        private Vector256<byte> _within;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Sums(CellLanes* lanes)
        {
            _absolute = Vector256.Load(lanes->Absolute);
            _brighter = Vector256.Load(lanes->Brighter);
            _maximum = Vector256.Load(lanes->Maximum);
            _within = Vector256<byte>.Zero;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector256<byte> current, Vector256<byte> reference, Vector256<byte> deadZone)
        {
            // Minimum, maximum and plain subtraction run on more ports than saturated subtraction does.
            Vector256<byte> higher = Avx2.Max(current, reference);
            Vector256<byte> lower = Avx2.Min(current, reference);
            Vector256<byte> absolute = higher - lower;
            _absolute += Avx2.SumAbsoluteDifferences(higher, lower).AsUInt64();
            _brighter += Avx2.SumAbsoluteDifferences(higher, reference).AsUInt64();
            _maximum = Avx2.Max(_maximum, absolute);

            // AVX2 cannot compare bytes without their sign, but |d| <= zone means that the larger of both is the zone. The
            // comparison gives -1 where it holds.
            _within -= Avx2.CompareEqual(Avx2.Max(absolute, deadZone), deadZone);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(CellLanes* lanes, int vectors)
        {
            _absolute.Store(lanes->Absolute);
            _brighter.Store(lanes->Brighter);
            _maximum.Store(lanes->Maximum);

            // Each 64-bit lane of the sum counts 8 pixels of every vector.
            Vector256<long> within = Avx2.SumAbsoluteDifferences(_within, Vector256<byte>.Zero).AsInt64();
            (Vector256.Load(lanes->Beyond) + Vector256.Create(8L * vectors) - within).Store(lanes->Beyond);
        }
    }
}

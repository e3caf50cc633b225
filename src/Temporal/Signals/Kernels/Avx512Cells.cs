using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>64 pixels at a time (AVX-512 BW); the rest of a row through masked loads, which touch nothing beyond it.</summary>
internal readonly unsafe struct Avx512Cells : ICellKernel
{
    private const int Pixels = 64;

    /// <inheritdoc/>
    /// <remarks>Compiled at full speed at once: with profiles of its loops the compiler makes code that is several times slower.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in CellRows rows, CellLanes* lanes)
    {
        // Half of every vector would be masked out.
        if (rows.Width <= Vector256<byte>.Count)
        {
            Avx2Cells.Add(rows, lanes);
            return;
        }

        nint rest = rows.Width % Pixels;
        nint whole = rows.Width - rest;
        Vector512<byte> mask = Vector512.LessThan(Vector512<byte>.Indices, Vector512.Create((byte)rest));
        Vector512<byte> deadZone = Vector512.Create(rows.DeadZone);
        var sums = new Sums(lanes);
        byte* current = rows.Current;
        byte* reference = rows.Reference;
        nint currentStride = rows.CurrentStride;
        nint referenceStride = rows.ReferenceStride;
        for (int left = rows.Rows; left > 0; left--)
        {
            for (nint x = 0; x < whole; x += Pixels)
                sums.Add(Vector512.Load(current + x), Vector512.Load(reference + x), deadZone);
            if (rest != 0)
                sums.Add(Rest(current + whole, mask), Rest(reference + whole, mask), deadZone);
            current += currentStride;
            reference += referenceStride;
        }

        sums.Store(lanes);
    }

    /// <inheritdoc/>
    public static CellSums Fold(CellLanes* lanes)
    {
        Vector512<byte> maximum = Vector512.Load(lanes->Maximum);
        return new CellSums
        {
            Absolute = (long)Vector512.Sum(Vector512.Load(lanes->Absolute)),
            Brighter = (long)Vector512.Sum(Vector512.Load(lanes->Brighter)),
            Maximum = Avx2Cells.Largest(Avx2.Max(maximum.GetLower(), maximum.GetUpper())),
            Beyond = Vector256.Sum(Vector256.Load(lanes->Beyond)),
        };
    }

    private static Vector512<byte> Rest(byte* pixels, Vector512<byte> mask) =>
        Avx512BW.MaskLoad(pixels, mask, Vector512<byte>.Zero);

    /// <summary>Running sums; every method is inlined, or the sums would live in memory and wait for each other there.</summary>
    private struct Sums
    {
        private Vector512<ulong> _absolute;
        private Vector512<ulong> _brighter;
        private Vector512<byte> _maximum;
        private ulong _beyond;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Sums(CellLanes* lanes)
        {
            _absolute = Vector512.Load(lanes->Absolute);
            _brighter = Vector512.Load(lanes->Brighter);
            _maximum = Vector512.Load(lanes->Maximum);
            _beyond = (ulong)lanes->Beyond[0];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<byte> current, Vector512<byte> reference, Vector512<byte> deadZone)
        {
            // Minimum, maximum and plain subtraction run on more ports than saturated subtraction does.
            Vector512<byte> higher = Avx512BW.Max(current, reference);
            Vector512<byte> lower = Avx512BW.Min(current, reference);
            Vector512<byte> absolute = higher - lower;
            _absolute += Avx512BW.SumAbsoluteDifferences(higher, lower).AsUInt64();
            _brighter += Avx512BW.SumAbsoluteDifferences(higher, reference).AsUInt64();
            _maximum = Avx512BW.Max(_maximum, absolute);
            _beyond += Popcnt.X64.PopCount(Vector512.GreaterThan(absolute, deadZone).ExtractMostSignificantBits());
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(CellLanes* lanes)
        {
            _absolute.Store(lanes->Absolute);
            _brighter.Store(lanes->Brighter);
            _maximum.Store(lanes->Maximum);
            lanes->Beyond[0] = (long)_beyond;
        }
    }
}

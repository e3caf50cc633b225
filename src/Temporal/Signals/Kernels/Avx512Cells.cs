using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>64 pixels at a time (AVX-512 BW); the rest of a row through masked loads, which touch nothing beyond it.</summary>
internal readonly unsafe struct Avx512Cells : ICellKernel
{
    private const int Lanes = 64;

    /// <inheritdoc/>
    public static void Add(in CellRows rows, ref CellSums sums)
    {
        int tail = rows.Width % Lanes;
        int whole = rows.Width - tail;
        Vector512<byte> mask = Vector512.LessThan(Vector512<byte>.Indices, Vector512.Create((byte)tail));
        Vector512<byte> deadZone = Vector512.Create(rows.DeadZone);
        var sum = default(Sums);
        byte* current = rows.Current;
        byte* reference = rows.Reference;
        for (int y = 0; y < rows.Rows; y++)
        {
            for (int x = 0; x < whole; x += Lanes)
                sum.Add(Vector512.Load(current + x), Vector512.Load(reference + x), deadZone);
            if (tail != 0)
                sum.Add(Rest(current + whole, mask), Rest(reference + whole, mask), deadZone);
            current += rows.CurrentStride;
            reference += rows.ReferenceStride;
        }

        sum.AddTo(ref sums);
    }

    private static Vector512<byte> Rest(byte* pixels, Vector512<byte> mask) =>
        Avx512BW.MaskLoad(pixels, mask, Vector512<byte>.Zero);

    private struct Sums
    {
        private Vector512<ulong> _absolute;
        private Vector512<ulong> _brighter;
        private Vector512<byte> _maximum;
        private long _beyond;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<byte> current, Vector512<byte> reference, Vector512<byte> deadZone)
        {
            Vector512<byte> brighter = Avx512BW.SubtractSaturate(current, reference);
            Vector512<byte> absolute = brighter | Avx512BW.SubtractSaturate(reference, current);
            _absolute += Avx512BW.SumAbsoluteDifferences(absolute, Vector512<byte>.Zero).AsUInt64();
            _brighter += Avx512BW.SumAbsoluteDifferences(brighter, Vector512<byte>.Zero).AsUInt64();
            _maximum = Avx512BW.Max(_maximum, absolute);
            _beyond += BitOperations.PopCount(Vector512.GreaterThan(absolute, deadZone).ExtractMostSignificantBits());
        }

        public readonly void AddTo(ref CellSums sums)
        {
            sums.Absolute += (long)Vector512.Sum(_absolute);
            sums.Brighter += (long)Vector512.Sum(_brighter);
            sums.Beyond += _beyond;
            sums.Maximum = Math.Max(sums.Maximum, Avx2Cells.Largest(Avx2.Max(_maximum.GetLower(), _maximum.GetUpper())));
        }
    }
}

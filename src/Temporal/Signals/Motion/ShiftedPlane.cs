using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using VideoDyn.Core.Frames;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>A picture moved by a fraction of a sample (bilinear, in 256 steps); where nothing of it is left, another picture shows through.</summary>
internal sealed unsafe class ShiftedPlane : IDisposable
{
    private const int Steps = 256;
    private const int Side = 16;
    private readonly AlignedMemory _memory = new();

    /// <summary>Bytes held.</summary>
    public long Bytes => _memory.Bytes;

    /// <summary>Moves a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="shift">How far, in samples: right and down are above 0.</param>
    /// <param name="behind">What shows through, of the same size.</param>
    /// <param name="columns">The columns that the moved picture reaches.</param>
    /// <param name="rows">The rows that it reaches.</param>
    /// <returns>The result, good until the next call.</returns>
    public FramePlane Move(in FramePlane picture, Vector2 shift, in FramePlane behind, out (int From, int To) columns, out (int From, int To) rows)
    {
        int stride = AlignedMemory.StrideOf(picture.Width);
        _memory.Require((long)stride * picture.Height);
        var target = new FramePlane((nint)_memory.Pointer, stride, picture.Width, picture.Height);
        (int left, int across) = Split(shift.X);
        (int up, int down) = Split(shift.Y);
        // A sample lies between the one at its place less the whole part and the next one: both must exist.
        columns = Covered(left, across, picture.Width);
        rows = Covered(up, down, picture.Height);
        for (int y = 0; y < picture.Height; y++)
        {
            byte* to = PatchMatch.At(target, 0, y);
            byte* through = PatchMatch.At(behind, 0, y);
            (int from, int end) = y >= rows.From && y < rows.To ? columns : (picture.Width, picture.Width);
            Unsafe.CopyBlock(to, through, (uint)from);
            Unsafe.CopyBlock(to + end, through + end, (uint)(picture.Width - end));
            if (end > from)
                Row(PatchMatch.At(picture, from + left, y + up), down > 0 ? picture.Stride : 0, across, down, to + from, end - from);
        }

        return target;
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    // The sample that comes to x was at x - shift = x + whole + part / Steps.
    private static (int Whole, int Part) Split(float shift)
    {
        int steps = (int)Math.Floor((-shift * Steps) + 0.5f);
        return (steps >> 8, steps & (Steps - 1));
    }

    private static (int From, int To) Covered(int whole, int part, int length)
    {
        int from = Math.Clamp(-whole, 0, length), to = Math.Clamp(length - whole - (part > 0 ? 1 : 0), from, length);
        return (from, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row(byte* upper, nint stride, int across, int down, byte* target, int length)
    {
        byte* lower = upper + stride;
        int next = across > 0 ? 1 : 0;
        // The four weights add up to 256; the last takes the rounding.
        int w01 = (across * (Steps - down)) >> 8, w10 = ((Steps - across) * down) >> 8, w11 = (across * down) >> 8;
        int w00 = Steps - w01 - w10 - w11;
        int x = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var v00 = Vector256.Create((ushort)w00);
            var v01 = Vector256.Create((ushort)w01);
            var v10 = Vector256.Create((ushort)w10);
            var v11 = Vector256.Create((ushort)w11);
            var half = Vector256.Create((ushort)(Steps / 2));
            // The sum of 255 x 256 and a half stays below 65536.
            for (; x + Side <= length; x += Side)
            {
                Vector256<ushort> sum = (Wide(upper + x) * v00) + (Wide(upper + x + next) * v01) + (Wide(lower + x) * v10) + (Wide(lower + x + next) * v11) + half;
                Vector256<ushort> value = Vector256.ShiftRightLogical(sum, 8);
                Vector128.Narrow(value.GetLower(), value.GetUpper()).Store(target + x);
            }
        }

        for (; x < length; x++)
            target[x] = (byte)(((upper[x] * w00) + (upper[x + next] * w01) + (lower[x] * w10) + (lower[x + next] * w11) + (Steps / 2)) >> 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Wide(byte* samples)
    {
        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(Vector128.Load(samples));
        return Vector256.Create(lower, upper);
    }
}

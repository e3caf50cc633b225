using System.Runtime.CompilerServices;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Temporal.Signals.Kernels;

namespace VideoDyn.Temporal.Signals.Motion;

/// <summary>A plane and its halves, from the one that fine steps are measured on to the one that is searched first.</summary>
/// <param name="variant">Instructions to use.</param>
internal sealed unsafe class MotionPyramid(KernelVariant variant) : IDisposable
{
    /// <summary>Fine steps need no wider plane: a tenth of its sample is what matching can tell anyway.</summary>
    private const int WidestFine = 400;

    /// <summary>A coarse plane this wide is searched as a whole in well under a tenth of a millisecond.</summary>
    private const int WidestCoarse = 96;

    private const int Most = 8;
    private readonly AlignedMemory[] _memory = [.. Enumerable.Range(0, Most).Select(_ => new AlignedMemory())];
    private readonly AlignedMemory _flat = new();
    private readonly FramePlane[] _planes = new FramePlane[Most];
    private int[] _sums = [];

    /// <summary>Halvings from the given plane to the fine one.</summary>
    public int Fine { get; private set; }

    /// <summary>Halvings from the given plane to the coarse one.</summary>
    public int Coarse { get; private set; }

    /// <summary>The coarse plane without what changes slowly across it, so that light does not matter: 128 is its mean.</summary>
    public FramePlane Flattened { get; private set; }

    /// <summary>Bytes held.</summary>
    public long Bytes => _flat.Bytes + _memory.Sum(memory => memory.Bytes);

    /// <summary>The plane after so many halvings, from <see cref="Fine"/> to <see cref="Coarse"/>.</summary>
    public ref readonly FramePlane this[int halvings] => ref _planes[halvings];

    /// <summary>Takes in a plane, which must live until the next call.</summary>
    public void Build(in FramePlane plane)
    {
        _planes[0] = plane;
        Fine = Coarse = 0;
        while (Coarse + 1 < Most && _planes[Coarse].Width > WidestCoarse && _planes[Coarse].Height >= 4 * PatchMatch.Side)
        {
            FramePlane above = _planes[Coarse++];
            _planes[Coarse] = Room(_memory[Coarse], above.Width / 2, above.Height / 2);
            Halving.Run(variant, above, _planes[Coarse]);
            if (above.Width > WidestFine)
                Fine = Coarse;
        }

        Flatten(_planes[Coarse]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _flat.Dispose();
        foreach (AlignedMemory memory in _memory)
            memory.Dispose();
    }

    private static FramePlane Room(AlignedMemory memory, int width, int height)
    {
        int stride = AlignedMemory.StrideOf(width);
        memory.Require((long)stride * height);
        return new FramePlane((nint)memory.Pointer, stride, width, height);
    }

    // A summed-area table: each mean of a neighbourhood costs four readings.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Flatten(in FramePlane plane)
    {
        const int reach = 6;
        Flattened = Room(_flat, plane.Width, plane.Height);
        int pitch = plane.Width + 1;
        if (_sums.Length < pitch * (plane.Height + 1))
            _sums = new int[pitch * (plane.Height + 1)];
        for (int y = 0; y < plane.Height; y++)
        {
            ReadOnlySpan<byte> row = plane.Row(y);
            Span<int> above = _sums.AsSpan(y * pitch, pitch), here = _sums.AsSpan((y + 1) * pitch, pitch);
            int sum = 0;
            for (int x = 0; x < row.Length; x++)
                here[x + 1] = above[x + 1] + (sum += row[x]);
        }

        for (int y = 0; y < plane.Height; y++)
        {
            int top = Math.Max(0, y - reach), bottom = Math.Min(plane.Height, y + reach + 1);
            ReadOnlySpan<int> above = _sums.AsSpan(top * pitch, pitch), below = _sums.AsSpan(bottom * pitch, pitch);
            ReadOnlySpan<byte> row = plane.Row(y);
            var target = new Span<byte>((byte*)Flattened.Data + ((nint)y * Flattened.Stride), plane.Width);
            for (int x = 0; x < row.Length; x++)
            {
                int left = Math.Max(0, x - reach), right = Math.Min(plane.Width, x + reach + 1);
                int mean = (below[right] - below[left] - above[right] + above[left]) / ((right - left) * (bottom - top));
                target[x] = (byte)Math.Clamp(128 + row[x] - mean, 0, 255);
            }
        }
    }
}

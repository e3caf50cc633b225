using System.Runtime.CompilerServices;
using VideoDyn.Core.Frames;

namespace VideoDyn.Bench.Tuning.Layers;

/// <summary>A copy of a decoded picture that stays, so that a clip can be analyzed many times without decoding it again.</summary>
internal sealed unsafe class KeptFrame : FrameLease
{
    // Pinned, so that its address holds as long as the frame is referenced.
    private readonly byte[] _samples;

    /// <summary>Copies a picture.</summary>
    public KeptFrame(FrameLease frame)
    {
        (Index, StreamTime, Duration, IsKeyFrame, Format) = (frame.Index, frame.StreamTime, frame.Duration, frame.IsKeyFrame, frame.Format);
        bool isColored = frame.Format.PlaneCount > 1;
        _samples = GC.AllocateUninitializedArray<byte>(SizeOf(frame.Luma) + (isColored ? SizeOf(frame.ChromaU) + SizeOf(frame.ChromaV) : 0), pinned: true);
        int used = 0;
        Luma = Copy(frame.Luma, ref used);
        if (isColored)
        {
            ChromaU = Copy(frame.ChromaU, ref used);
            ChromaV = Copy(frame.ChromaV, ref used);
        }

        Begin();
    }

    /// <summary>Bytes that it holds.</summary>
    public long Bytes => _samples.Length;

    /// <inheritdoc/>
    protected override void Release()
    {
        // The garbage collector takes the samples.
    }

    private static int SizeOf(in FramePlane plane) => plane.Width * plane.Height;

    private FramePlane Copy(in FramePlane plane, ref int used)
    {
        int begin = used;
        for (int y = 0; y < plane.Height; y++, used += plane.Width)
            plane.Row(y).CopyTo(_samples.AsSpan(used));
        return new FramePlane((nint)Unsafe.AsPointer(ref _samples[begin]), plane.Width, plane.Width, plane.Height);
    }
}

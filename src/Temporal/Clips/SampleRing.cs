using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Networks;

namespace VideoDyn.Temporal.Clips;

/// <summary>The last frames of the model, as many as a clip has. Bounded: by pictures while they are small, else by tensors.</summary>
internal sealed class SampleRing(int capacity, PictureNetwork backbone, IFrameTensorizer tensorizer, long mostPictureBytes)
{
    private readonly ClipSample?[] _ring = new ClipSample?[capacity];
    private readonly Stack<ClipSample> _spare = new();

    /// <summary>Frames of the model so far; the next one gets this number.</summary>
    public long Count { get; private set; }

    /// <summary>A frame of the model that is still held.</summary>
    /// <param name="number">Its number, one of the last <c>capacity</c>.</param>
    public ClipSample this[long number] => _ring[number % capacity]!;

    /// <summary>Adds the next frame of the model.</summary>
    /// <param name="frame">The picture; the one added last may come again where the stream has fewer frames than the model.</param>
    /// <param name="isWanted">Whether a clip may look at it.</param>
    /// <param name="isNew">Whether it is another picture than the one added last.</param>
    public ClipSample Add(FrameLease frame, bool isWanted, out bool isNew)
    {
        ClipSample? last = Count > 0 ? _ring[(Count - 1) % capacity] : null;
        isNew = last is null || last.Index != frame.Index || (isWanted && !last.IsKept);
        ClipSample sample;
        if (isNew)
        {
            sample = _spare.TryPop(out ClipSample? spare) ? spare : new ClipSample(backbone.Length);
            sample.Begin(frame.Index);
            if (isWanted && frame.HasPixels)
                sample.Keep(frame, BytesOf(frame.Format) * capacity > mostPictureBytes ? tensorizer : null, backbone.Spec);
        }
        else
        {
            sample = last!;
        }

        sample.Users++;
        Drop(ref _ring[Count % capacity]);
        _ring[Count % capacity] = sample;
        Count++;
        return sample;
    }

    /// <summary>Forgets all frames.</summary>
    public void Clear()
    {
        for (int index = 0; index < _ring.Length; index++)
            Drop(ref _ring[index]);
        Count = 0;
    }

    private static long BytesOf(FrameFormat format) =>
        ((long)format.Width * format.Height) + (format.PlaneCount == 1 ? 0 : 2L * format.ChromaWidth * format.ChromaHeight);

    private void Drop(ref ClipSample? sample)
    {
        if (sample is not null && --sample.Users == 0)
        {
            sample.Release();
            _spare.Push(sample);
        }

        sample = null;
    }
}

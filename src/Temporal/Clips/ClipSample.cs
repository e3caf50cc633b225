using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Networks;

namespace VideoDyn.Temporal.Clips;

/// <summary>
/// A frame of a stream that clips may want to look at: the picture itself, or where that would hold too much memory its
/// small tensor, until the feature is computed. Several positions of a clip may share it.
/// </summary>
internal sealed class ClipSample
{
    private readonly float[] _feature;
    private FrameLease? _picture;
    private byte[]? _tensor;
    private bool _hasFeature;

    public ClipSample(int featureLength) => _feature = new float[featureLength];

    /// <summary>Positions that refer to it.</summary>
    public int Users { get; set; }

    /// <summary>Position of the frame in the stream.</summary>
    public long Index { get; private set; }

    /// <summary>Whether something triggers the look at clips with this frame.</summary>
    public bool IsActive { get; set; }

    /// <summary>Whether it can be looked at.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Stands for another frame from now on.</summary>
    /// <param name="index">Its position in the stream.</param>
    public void Begin(long index)
    {
        Index = index;
        (IsKept, IsActive, _hasFeature) = (false, false, false);
    }

    /// <summary>Keeps the picture.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="tensorizer">Prepares it at once instead of holding it; null to hold it.</param>
    /// <param name="spec">How the network wants it.</param>
    public void Keep(FrameLease frame, IFrameTensorizer? tensorizer, InputSpec spec)
    {
        IsKept = true;
        if (tensorizer is null)
        {
            _picture = frame.Retain();
            return;
        }

        _tensor ??= new byte[spec.ByteLength];
        tensorizer.Write(frame, spec, _tensor);
    }

    /// <summary>The feature, computed when it is first asked for.</summary>
    /// <param name="backbone">The network.</param>
    /// <param name="tensorizer">Prepares the picture.</param>
    /// <param name="clock">Where the time goes.</param>
    /// <param name="ran">Whether the network ran.</param>
    public ReadOnlySpan<float> Feature(PictureNetwork backbone, IFrameTensorizer tensorizer, StageClock clock, out bool ran)
    {
        ran = !_hasFeature;
        if (_hasFeature)
            return _feature;
        Stage caller = clock.Enter(Stage.Preprocess);
        if (_picture is not null)
            tensorizer.Write(_picture, backbone.Spec, backbone.Picture);
        else
            _tensor.CopyTo(backbone.Picture);
        clock.Enter(Stage.Inference);
        backbone.Run().CopyTo(_feature);
        clock.Enter(caller);
        _hasFeature = true;
        Release();
        return _feature;
    }

    /// <summary>Gives the picture back.</summary>
    public void Release()
    {
        _picture?.Dispose();
        _picture = null;
    }
}

using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Media.Pixels;
using VideoDyn.Temporal.Focus;

namespace VideoDyn.Benchmarks.Clips;

/// <summary>Labels whole clips with a focus model.</summary>
internal sealed class FocusLabeller
{
    private readonly FocusClip _clip;
    private readonly FocusPicture[] _pictures;
    private readonly FocusModel _model;
    private readonly FrameTensorizer _tensorizer = new();
    private readonly StageClock _clock = new();

    public FocusLabeller(FocusNetworks networks)
    {
        _model = networks.Model;
        _clip = new FocusClip(networks);
        _pictures = [.. Enumerable.Range(0, _model.Frames).Select(_ => new FocusPicture(_model))];
    }

    /// <summary>As the model says..</summary>
    public (int ClassId, int Frames) Label(IReadOnlyList<FrameLease> frames)
    {
        for (int position = 0; position < _model.Frames; position++)
            _pictures[position].Write(frames[(int)(((2L * position) + 1) * frames.Count / (2L * _model.Frames))], _tensorizer);
        _clip.Run(_pictures, frames.Count, _clock);
        return (_clip.ClassId, _clip.FramesUsed);
    }
}

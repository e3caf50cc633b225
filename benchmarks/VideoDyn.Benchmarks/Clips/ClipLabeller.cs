using VideoDyn.Core.Frames;
using VideoDyn.Media.Pixels;
using VideoDyn.Temporal.Clips;

namespace VideoDyn.Benchmarks.Clips;

/// <summary>Labels whole clips with a clip model: with its exits, or with frames chosen without learning.</summary>
internal sealed class ClipLabeller
{
    private readonly ClipNetworks _networks;
    private readonly ClipState _state;
    private readonly FrameTensorizer _tensorizer = new();

    public ClipLabeller(ClipNetworks networks)
    {
        _networks = networks;
        _state = new ClipState(networks);
    }

    /// <summary>As the model says.</summary>
    public (int ClassId, int Frames) Exits(IReadOnlyList<FrameLease> frames)
    {
        _state.Begin();
        int positions = _networks.Model.Frames;
        while (!_state.IsDone)
            Look(frames[(int)((((2L * _networks.Model.Order[_state.Step]) + 1) * frames.Count) / (2L * positions))]);
        return (_state.ClassId, _state.Step);
    }

    /// <summary>Evenly spread frames.</summary>
    public (int ClassId, int Frames) Uniform(IReadOnlyList<FrameLease> frames, int wanted) =>
        Chosen(frames, FrameSelection.Uniform(frames.Count, Math.Min(wanted, frames.Count)));

    /// <summary>Frames spread evenly over the motion, which is measured here.</summary>
    public (int ClassId, int Frames) ByMotion(IReadOnlyList<FrameLease> frames, int wanted)
    {
        float[] motion = new float[frames.Count];
        for (int index = 1; index < frames.Count; index++)
            motion[index] = Difference(frames[index - 1].Luma, frames[index].Luma);
        return Chosen(frames, FrameSelection.ByMotion(motion, Math.Min(wanted, frames.Count)));
    }

    private (int ClassId, int Frames) Chosen(IReadOnlyList<FrameLease> frames, int[] chosen)
    {
        _state.Begin();
        foreach (int index in chosen)
        {
            if (!_state.IsDone)
                Look(frames[index]);
        }

        _state.Finish();
        return (_state.ClassId, _state.Step);
    }

    private void Look(FrameLease frame)
    {
        _tensorizer.Write(frame, _networks.Backbone.Spec, _networks.Backbone.Picture);
        _state.Add(_networks.Backbone.Run());
    }

    // Mean difference on every fourth row and column, cheap on purpose.
    private static float Difference(FramePlane before, FramePlane after)
    {
        long sum = 0;
        for (int y = 0; y < after.Height; y += 4)
        {
            ReadOnlySpan<byte> left = before.Row(y), right = after.Row(y);
            for (int x = 0; x < after.Width; x += 4)
                sum += Math.Abs(left[x] - right[x]);
        }

        return sum;
    }
}

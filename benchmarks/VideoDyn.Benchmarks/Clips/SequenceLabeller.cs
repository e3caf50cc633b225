using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.State;
using VideoDyn.Media.Pixels;
using VideoDyn.Temporal.Sequences;

namespace VideoDyn.Benchmarks.Clips;

/// <summary>Labels whole clips with a sequence model: the label of the last look.</summary>
internal sealed class SequenceLabeller(SequenceNetworks networks)
{
    private readonly SequenceFollower _sequence = new(networks, new FrameTensorizer());
    private readonly StageClock _clock = new(ProcessorScope.Thread);

    public (int ClassId, int Frames) Label(IReadOnlyList<FrameLease> frames)
    {
        _sequence.Reset(StateReset.Outage);
        long before = _sequence.Counters.Updates;
        foreach (FrameLease frame in frames)
            _sequence.Add(frame, _clock);
        return (_sequence.LastClass, (int)(_sequence.Counters.Updates - before));
    }
}

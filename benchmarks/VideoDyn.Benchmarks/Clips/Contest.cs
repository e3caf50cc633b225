using System.Diagnostics;
using VideoDyn.Core.Frames;

namespace VideoDyn.Benchmarks.Clips;

/// <summary>Ways to label a clip, side by side on the same decoded frames: each takes its turn on every clip, in alternating order.</summary>
internal sealed class Contest
{
    private readonly List<Entry> _entries = [];
    private int _clips;

    /// <summary>Adds a way.</summary>
    /// <param name="name">Its name in the table.</param>
    /// <param name="label">Labels a clip; returns the class and the frames looked at.</param>
    public void Add(string name, Func<IReadOnlyList<FrameLease>, (int ClassId, int Frames)> label) => _entries.Add(new Entry(name, label));

    /// <summary>Lets all have their turn.</summary>
    /// <param name="frames">The clip.</param>
    /// <param name="truth">Its class.</param>
    /// <param name="counts">Whether it counts; the first clips only warm up.</param>
    public void Turn(IReadOnlyList<FrameLease> frames, int truth, bool counts)
    {
        _clips += counts ? 1 : 0;
        for (int turn = 0; turn < _entries.Count; turn++)
        {
            Entry entry = _entries[_clips % 2 == 0 ? turn : _entries.Count - 1 - turn];
            long began = Stopwatch.GetTimestamp();
            (int classId, int looked) = entry.Label(frames);
            double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            if (counts)
                entry.Book(milliseconds, classId == truth, looked);
        }
    }

    /// <summary>A row for each way; the first one is what the others are measured against.</summary>
    public IEnumerable<Score> Scores() => _entries.Select(entry => entry.Score(_clips, _entries[0]));

    /// <summary>The sum of one way.</summary>
    /// <param name="Name">Name.</param>
    /// <param name="Accuracy">Share of the clips whose label is right.</param>
    /// <param name="Frames">Frames looked at, a clip.</param>
    /// <param name="Milliseconds">Time, a clip.</param>
    /// <param name="Faster">Time of the first way by that of this one.</param>
    public sealed record Score(string Name, double Accuracy, double Frames, double Milliseconds, double Faster);

    private sealed class Entry(string name, Func<IReadOnlyList<FrameLease>, (int ClassId, int Frames)> label)
    {
        private double _milliseconds;
        private int _right;
        private long _frames;

        public Func<IReadOnlyList<FrameLease>, (int ClassId, int Frames)> Label => label;

        public void Book(double milliseconds, bool right, int frames)
        {
            _milliseconds += milliseconds;
            _right += right ? 1 : 0;
            _frames += frames;
        }

        public Score Score(int clips, Entry first) =>
            new(name, _right / (double)clips, _frames / (double)clips, _milliseconds / clips, first._milliseconds / _milliseconds);
    }
}

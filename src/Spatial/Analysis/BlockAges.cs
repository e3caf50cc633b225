using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Analysis;

namespace VideoDyn.Spatial.Analysis;

/// <summary>When each block of the input was executed last: the provenance of the boxes whose output cells lie in it.</summary>
internal sealed class BlockAges(int columns, int rows, int blockSize) : IEvidence
{
    private readonly TimeSpan[] _executed = new TimeSpan[columns * rows];
    private readonly List<int> _asked = [];
    private TimeSpan _now;

    /// <summary>The blocks that were asked about since the last execution, in that order.</summary>
    public ReadOnlySpan<int> Asked => CollectionsMarshal.AsSpan(_asked);

    /// <summary>Books an execution of all blocks.</summary>
    public void ExecuteAll(TimeSpan now)
    {
        _now = now;
        _asked.Clear();
        Array.Fill(_executed, now);
    }

    /// <summary>Takes in that everything moved by whole blocks.</summary>
    public void Move(int across, int down) => BlockMoves.Move(_executed, columns, across, down, TimeSpan.Zero);

    /// <summary>Books an execution of the active blocks.</summary>
    public void Execute(BlockMask mask, TimeSpan now)
    {
        _now = now;
        _asked.Clear();
        for (int block = 0; block < _executed.Length; block++)
        {
            if (mask[block / columns, block % columns])
                _executed[block] = now;
        }
    }

    /// <inheritdoc/>
    public (Provenance Provenance, TimeSpan Age) At(float x, float y)
    {
        int column = Math.Clamp((int)(x / blockSize), 0, columns - 1);
        int row = Math.Clamp((int)(y / blockSize), 0, rows - 1);
        _asked.Add((row * columns) + column);
        TimeSpan age = _now - _executed[(row * columns) + column];
        return age == TimeSpan.Zero ? (Provenance.Detected, age) : (Provenance.Reused, age);
    }
}

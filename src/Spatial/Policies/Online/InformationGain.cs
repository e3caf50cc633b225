using VideoDyn.Core.Detections;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies.Online;

/// <summary>What executing blocks has told that was not known: how far boxes differ from those before, painted over both.</summary>
/// <remarks>
/// Verelst and Tuytelaars, "BlockCopy", ICCV 2021: a box counts with its score times the part of it that its best partner
/// among the boxes before does not overlap; boxes that went away count with their score.
/// </remarks>
internal sealed class InformationGain(BlockGrid grid)
{
    private readonly List<Detection> _before = [];
    private bool[] _met = [];

    /// <summary>The gain of each block in the last frame, 0..1.</summary>
    public float[] Gain { get; } = new float[grid.Length];

    /// <summary>Highest score of the boxes over each block in the last frame: the last output as the net sees it.</summary>
    public float[] Scores { get; } = new float[grid.Length];

    /// <summary>Compares the boxes of a frame with those of the frame before.</summary>
    public void Compare(ReadOnlySpan<Detection> boxes)
    {
        Array.Clear(Gain);
        Array.Clear(Scores);
        if (_met.Length < _before.Count)
            _met = new bool[Math.Max(_before.Count, 2 * _met.Length)];
        Array.Clear(_met);
        foreach (ref readonly Detection box in boxes)
        {
            (int partner, float overlap) = Partner(box);
            float gain = (1 - overlap) * box.Score;
            Paint(Gain, box.Box, gain);
            if (partner >= 0)
            {
                _met[partner] = true;
                Paint(Gain, _before[partner].Box, gain);
            }

            Paint(Scores, box.Box, box.Score);
        }

        for (int old = 0; old < _before.Count; old++)
        {
            if (!_met[old])
                Paint(Gain, _before[old].Box, _before[old].Score);
        }

        _before.Clear();
        foreach (ref readonly Detection box in boxes)
            _before.Add(box);
    }

    private (int Index, float Overlap) Partner(in Detection box)
    {
        (int best, float most) = (-1, 0);
        for (int old = 0; old < _before.Count; old++)
        {
            float overlap = _before[old].ClassId == box.ClassId ? box.Box.IntersectionOverUnion(_before[old].Box) : 0;
            if (overlap > most)
                (best, most) = (old, overlap);
        }

        return (best, most);
    }

    private void Paint(float[] map, in BoundingBox box, float value)
    {
        GridArea area = GridArea.Of(grid, box);
        for (int row = area.Top; row < area.Bottom; row++)
        {
            for (int column = area.Left; column < area.Right; column++)
            {
                ref float cell = ref map[(row * grid.Columns) + column];
                cell = MathF.Max(cell, value);
            }
        }
    }
}

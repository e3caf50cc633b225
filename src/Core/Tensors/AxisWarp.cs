namespace VideoDyn.Core.Tensors;

/// <summary>
/// Which part of an axis of the frame each tensor pixel shows: rising frame positions of the edges between tensor pixels.
/// Between two edges the map is linear, both ways.
/// </summary>
public sealed class AxisWarp
{
    private readonly double[] _edges;

    /// <summary>Makes the plain resize of a whole axis.</summary>
    /// <param name="outputs">Tensor pixels, at least 1.</param>
    /// <param name="frame">Frame pixels, at least 1.</param>
    public AxisWarp(int outputs, int frame)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(frame, 1);
        Frame = frame;
        _edges = new double[outputs + 1];
        for (int edge = 0; edge <= outputs; edge++)
            _edges[edge] = (double)edge * frame / outputs;
    }

    /// <summary>Tensor pixels.</summary>
    public int Length => _edges.Length - 1;

    /// <summary>Frame pixels.</summary>
    public int Frame { get; }

    /// <summary>Position in the frame of each edge between tensor pixels, from 0 to <see cref="Frame"/>.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>Takes other edges in the same memory.</summary>
    /// <param name="edges">One more than tensor pixels; rising, from 0 to <see cref="Frame"/>.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public void Set(ReadOnlySpan<double> edges)
    {
        bool fits = edges.Length == _edges.Length && edges[0] == 0 && edges[^1] == Frame;
        for (int edge = 1; edge < edges.Length && fits; edge++)
            fits = edges[edge] > edges[edge - 1];
        if (!fits)
            throw new ArgumentException($"expected {_edges.Length} rising positions from 0 to {Frame}", nameof(edges));
        edges.CopyTo(_edges);
    }

    /// <summary>From tensor to frame; beyond the ends the first and last pixels go on.</summary>
    public float ToFrame(float position)
    {
        int pixel = Math.Clamp((int)MathF.Floor(position), 0, Length - 1);
        return (float)(_edges[pixel] + ((position - pixel) * (_edges[pixel + 1] - _edges[pixel])));
    }

    /// <summary>From frame to tensor; beyond the ends the first and last pixels go on.</summary>
    public float ToTensor(float position)
    {
        int found = Array.BinarySearch(_edges, position);
        int pixel = Math.Clamp(found >= 0 ? found : ~found - 1, 0, Length - 1);
        return (float)(pixel + ((position - _edges[pixel]) / (_edges[pixel + 1] - _edges[pixel])));
    }
}

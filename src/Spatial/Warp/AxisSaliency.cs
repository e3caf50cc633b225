using VideoDyn.Core.Tensors;

namespace VideoDyn.Spatial.Warp;

/// <summary>
/// How much of an axis' room each part of it should get, and the warp that gives it. Separable form of the saliency sampler
/// (Recasens et al., ECCV 2018; rows and columns apart as in FOVEA, Thavamani et al., ICCV 2021).
/// </summary>
internal sealed class AxisSaliency
{
    private const int Cells = 128;

    private readonly double[] _weights = new double[Cells];
    private readonly double[] _density = new double[Cells];
    private double[] _edges = [];

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_weights);

    /// <summary>Adds something that wants room.</summary>
    /// <param name="from">Its first edge as a share of the axis.</param>
    /// <param name="to">Its last edge.</param>
    /// <param name="spread">How far its room reaches beyond, as a share of the axis.</param>
    /// <param name="weight">How much it matters, above 0.</param>
    public void Add(double from, double to, double spread, double weight)
    {
        double middle = (from + to) / 2, half = Math.Max((to - from) / 2, 0.5 / Cells), fall = Math.Max(spread, 0.5 / Cells);
        for (int cell = 0; cell < Cells; cell++)
        {
            double beyond = Math.Max(0, Math.Abs(((cell + 0.5) / Cells) - middle) - half) / fall;
            _weights[cell] += weight * Math.Exp(-0.5 * beyond * beyond);
        }
    }

    /// <summary>Turns a warp to what was added; with nothing added it is the plain resize.</summary>
    /// <param name="warp">The warp.</param>
    /// <param name="share">Share of the room for what was added, 0..1.</param>
    /// <param name="most">Most magnification against the plain resize, at least 1.</param>
    public void Shape(AxisWarp warp, double share, double most)
    {
        double sum = _weights.Sum();
        // Nothing is shown larger than in the frame: that brings no detail.
        double limit = Math.Max(1, Math.Min(most, (double)warp.Frame / warp.Length));
        for (int cell = 0; cell < Cells; cell++)
            _density[cell] = sum > 0 ? 1 - share + (share * _weights[cell] / sum * Cells) : 1;
        Limit(limit);
        if (_edges.Length != warp.Length + 1)
            _edges = new double[warp.Length + 1];
        Invert(warp);
        warp.Set(_edges);
    }

    // What is cut off at the limit goes to the others; each round at least one cell more is at the limit, or it ends.
    private void Limit(double limit)
    {
        for (int round = 0; round < Cells; round++)
        {
            double over = 0, below = 0;
            foreach (double density in _density)
            {
                over += Math.Max(0, density - limit);
                below += density < limit ? density : 0;
            }

            if (over < 1e-9 || below <= 0)
                break;
            double factor = 1 + (over / below);
            for (int cell = 0; cell < Cells; cell++)
                _density[cell] = _density[cell] < limit ? _density[cell] * factor : limit;
        }
    }

    // Tensor position is the running sum of the density; its edges are read off where it reaches whole pixels.
    private void Invert(AxisWarp warp)
    {
        double total = _density.Sum(), reached = 0;
        int cell = 0;
        for (int edge = 1; edge < warp.Length; edge++)
        {
            double wanted = total * edge / warp.Length;
            while (cell < Cells - 1 && reached + _density[cell] < wanted)
                reached += _density[cell++];
            _edges[edge] = (cell + Math.Min(1, (wanted - reached) / _density[cell])) * warp.Frame / Cells;
        }

        _edges[0] = 0;
        _edges[warp.Length] = warp.Frame;
    }
}

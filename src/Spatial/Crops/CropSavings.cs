using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// The work that the prior and the round have saved up: each gets a share of every frame's work, so that neither waits for
/// ever behind tracks and changes, however many there are.
/// </summary>
/// <param name="share">Share of a frame's work for each of the two.</param>
/// <param name="macs">A frame's work in multiply-accumulates.</param>
internal sealed class CropSavings(double share, long macs)
{
    private readonly long[] _saved = new long[2];
    private readonly long[] _wanted = new long[2];
    private readonly long _perFrame = share > 0 ? (long)(share * Math.Min(macs, long.MaxValue / 1024)) : 0;

    /// <summary>Adds a frame's share. Nothing is saved beyond what is wanted, or a quiet hour would pay for a flood.</summary>
    public void Add()
    {
        for (int index = 0; index < _saved.Length; index++)
            _saved[index] = Math.Min(_saved[index] + _perFrame, Math.Max(_wanted[index], _perFrame));
    }

    /// <summary>Pays for a crop if there is enough.</summary>
    /// <param name="reason">Prior or Scan.</param>
    /// <param name="cost">Its multiply-accumulates.</param>
    public bool Pay(CropReason reason, long cost)
    {
        int index = reason == CropReason.Prior ? 0 : 1;
        _wanted[index] = Math.Max(_wanted[index], cost);
        if (_perFrame == 0 || _saved[index] < cost)
            return false;
        _saved[index] -= cost;
        return true;
    }
}

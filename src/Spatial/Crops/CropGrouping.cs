namespace VideoDyn.Spatial.Crops;

/// <summary>Groups proposals that one crop serves at less cost than a crop each.</summary>
/// <remarks>
/// Proposals join, in order of urgency, the group that becomes least dearer by it, if that costs no more than a crop of
/// their own; then groups join as long as a pair is cheaper as one. Groups beyond a cap may still join one below it.
/// </remarks>
internal sealed class CropGrouping(CropSizes sizes, int mostGroups)
{
    private const long Never = long.MaxValue / 4;

    private readonly List<CropCluster> _groups = [];

    /// <summary>The groups of the last frame.</summary>
    public List<CropCluster> Groups => _groups;

    /// <summary>Groups proposals.</summary>
    /// <param name="proposals">By falling urgency.</param>
    public void Group(List<(CropProposal Proposal, int Index)> proposals)
    {
        Collect(proposals);
        Join();
    }

    private void Collect(List<(CropProposal Proposal, int Index)> proposals)
    {
        _groups.Clear();
        for (int order = 0; order < proposals.Count; order++)
        {
            CropProposal one = proposals[order].Proposal;
            var alone = new CropCluster(one.Box, one.Extent, one.Reason, order, sizes.Cost(one.Box, one.Extent));
            int best = -1;
            long least = long.MaxValue;
            CropCluster joined = default;
            for (int group = 0; group < _groups.Count; group++)
            {
                CropCluster both = Both(_groups[group], alone);
                long dearer = both.Macs - _groups[group].Macs;
                if (dearer >= least)
                    continue;
                (best, least, joined) = (group, dearer, both);
                if (dearer == 0)
                    break;
            }

            if (best >= 0 && least <= alone.Macs)
                _groups[best] = joined;
            else if (_groups.Count < mostGroups)
                _groups.Add(alone);
        }
    }

    private void Join()
    {
        bool gained = true;
        while (gained)
        {
            gained = false;
            for (int one = 0; one < _groups.Count && !gained; one++)
            {
                for (int other = one + 1; other < _groups.Count && !gained; other++)
                {
                    CropCluster both = Both(_groups[one], _groups[other]);
                    if (both.Macs > _groups[one].Macs + _groups[other].Macs)
                        continue;
                    _groups[one] = both;
                    _groups.RemoveAt(other);
                    gained = true;
                }
            }
        }
    }

    private CropCluster Both(in CropCluster one, in CropCluster other)
    {
        bool first = one.Order <= other.Order;
        var box = Boxes.Union(one.Box, other.Box);
        float extent = MathF.Min(one.Extent, other.Extent);
        // Sharing a crop must not cost detail; only what is alone too large for every crop is shown smaller.
        long macs = sizes.Fits(box, extent) || (extent >= one.Extent && box == one.Box) ? sizes.Cost(box, extent) : Never;
        return new CropCluster(box, extent, first ? one.Reason : other.Reason, first ? one.Order : other.Order, macs);
    }
}

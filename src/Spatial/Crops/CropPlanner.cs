using System.Runtime.InteropServices;
using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// Groups proposals into few crops of the model's sizes at the least cost in multiply-accumulates, and cuts at the cap in
/// the order of reasons. The same proposals give the same crops.
/// </summary>
/// <remarks>
/// Proposals join, in order of urgency, the group that becomes least dearer by it, if that costs no more than a crop of
/// their own; then groups join as long as a pair is cheaper as one. Allocates nothing once the lists have grown.
/// </remarks>
public sealed class CropPlanner
{
    private const long Never = long.MaxValue / 4;

    private static readonly Comparison<(CropProposal Proposal, int Index)> s_urgency = static (one, other) =>
    {
        // As numbers, because comparing enumerations allocates.
        int byReason = ((int)one.Proposal.Reason).CompareTo((int)other.Proposal.Reason);
        int byRank = byReason != 0 ? byReason : other.Proposal.Rank.CompareTo(one.Proposal.Rank);
        return byRank != 0 ? byRank : one.Index.CompareTo(other.Index);
    };

    private static readonly Comparison<CropCluster> s_order = static (one, other) => one.Order.CompareTo(other.Order);

    private readonly CropSizes _sizes;
    private readonly int _most;
    private readonly int _mostGroups;
    private readonly long _mostMacs;
    private readonly List<(CropProposal Proposal, int Index)> _sorted = [];
    private readonly List<CropCluster> _groups = [];
    private readonly List<CropArea> _crops = [];
    private readonly List<UnseenArea> _unseen = [];

    /// <summary>Creates a planner.</summary>
    /// <param name="sizes">The sizes of crops and their cost, and how much smaller the whole view shows the frame.</param>
    /// <param name="most">Most crops of one frame.</param>
    /// <param name="mostMacs">Most multiply-accumulates of one frame; the most urgent crop is taken at any cost.</param>
    public CropPlanner(CropSizes sizes, int most, long mostMacs = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        _sizes = sizes;
        _most = most;
        _mostMacs = mostMacs;
        // Groups beyond the cap may still join one below it; far beyond, they hardly do.
        _mostGroups = 4 * most;
    }

    /// <summary>The crops of the last frame, most urgent first.</summary>
    public IReadOnlyList<CropArea> Crops => _crops;

    /// <summary>The followed objects and changes that the last frame's crops do not show.</summary>
    public IReadOnlyList<UnseenArea> Unseen => _unseen;

    /// <summary>Plans the crops of a frame.</summary>
    /// <param name="proposals">What should be seen; boxes inside the frame. Empty boxes are ignored.</param>
    /// <param name="frameWidth">Frame width in pixels.</param>
    /// <param name="frameHeight">Frame height in pixels.</param>
    public void Plan(IReadOnlyList<CropProposal> proposals, int frameWidth, int frameHeight)
    {
        ArgumentNullException.ThrowIfNull(proposals);
        _sizes.Begin(frameWidth, frameHeight);
        _sorted.Clear();
        for (int index = 0; index < proposals.Count; index++)
        {
            if (proposals[index].Box.Area > 0)
                _sorted.Add((proposals[index], index));
        }

        _sorted.Sort(s_urgency);
        Group();
        Join();
        _groups.Sort(s_order);
        Cut(frameWidth, frameHeight);
        FindUnseen();
    }

    private void Group()
    {
        _groups.Clear();
        for (int order = 0; order < _sorted.Count; order++)
        {
            CropProposal one = _sorted[order].Proposal;
            var alone = new CropCluster(one.Box, one.Extent, one.Reason, order, _sizes.Cost(one.Box, one.Extent));
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
            else if (_groups.Count < _mostGroups)
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

    private void Cut(int frameWidth, int frameHeight)
    {
        _crops.Clear();
        long macs = 0;
        foreach (ref readonly CropCluster group in CollectionsMarshal.AsSpan(_groups))
        {
            if (_crops.Count == _most)
                break;
            CropArea crop = _sizes.Place(group.Box, group.Extent, group.Reason, frameWidth, frameHeight);
            bool shown = false;
            for (int index = 0; index < _crops.Count && !shown; index++)
                shown = _crops[index].Contains(group.Box) && _crops[index].Scale >= 0.99f * _sizes.ScaleFor(group.Extent);
            // What is less urgent but cheaper may still fit.
            if (shown || (_crops.Count > 0 && macs + group.Macs > _mostMacs))
                continue;
            _crops.Add(crop);
            macs += group.Macs;
        }
    }

    private void FindUnseen()
    {
        _unseen.Clear();
        foreach ((CropProposal proposal, int _) in _sorted)
        {
            if (proposal.Reason is not (CropReason.Track or CropReason.Change))
                break;
            bool seen = false;
            for (int index = 0; index < _crops.Count && !seen; index++)
                seen = _crops[index].Contains(proposal.Expected);
            if (!seen)
                _unseen.Add(new UnseenArea(proposal.Object, proposal.Expected, proposal.Reason == CropReason.Track));
        }
    }

    private CropCluster Both(in CropCluster one, in CropCluster other)
    {
        bool first = one.Order <= other.Order;
        var box = Boxes.Union(one.Box, other.Box);
        float extent = MathF.Min(one.Extent, other.Extent);
        // Sharing a crop must not cost detail; only what is alone too large for every crop is shown smaller.
        long macs = _sizes.Fits(box, extent) || (extent >= one.Extent && box == one.Box) ? _sizes.Cost(box, extent) : Never;
        return new CropCluster(box, extent, first ? one.Reason : other.Reason, first ? one.Order : other.Order, macs);
    }
}

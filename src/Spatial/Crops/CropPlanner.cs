using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// Groups proposals into few crops of the model's sizes at the least cost in multiply-accumulates, and cuts at the cap in
/// the order of reasons. The same proposals give the same crops.
/// </summary>
/// <remarks>
/// The whole view is one of the crops: it stands for all groups that it shows well enough where that costs no more than
/// their crops. Places of the prior and the round wait for work that tracks and changes leave over, but each of the two
/// saves up a share of every frame's work, and is served once that pays for it. A crop that is dearer than a frame's work is
/// taken too, and paid for by the frames after it. Allocates nothing once the lists have grown.
/// </remarks>
public sealed class CropPlanner
{
    private static readonly Comparison<(CropProposal Proposal, int Index)> s_urgency = static (one, other) =>
    {
        // As numbers, because comparing enumerations allocates.
        int byReason = ((int)one.Proposal.Reason).CompareTo((int)other.Proposal.Reason);
        int byRank = byReason != 0 ? byReason : other.Proposal.Rank.CompareTo(one.Proposal.Rank);
        return byRank != 0 ? byRank : one.Index.CompareTo(other.Index);
    };

    private static readonly Comparison<CropCluster> s_order = static (one, other) => one.Order.CompareTo(other.Order);

    private readonly CropSizes _sizes;
    private readonly CropLimits _limits;
    private readonly CropGrouping _grouping;
    private readonly CropSavings _savings;
    private readonly List<(CropProposal Proposal, int Index)> _sorted = [];
    private readonly List<(CropProposal Proposal, int Index)> _patient = [];
    private readonly List<CropArea> _saved = [];
    private readonly List<CropArea> _crops = [];
    private readonly List<UnseenArea> _unseen = [];
    private readonly long _perFrame;
    private long _credit;
    private long _macs;

    /// <summary>Creates a planner.</summary>
    /// <param name="sizes">The sizes of crops and their cost, and how much smaller the whole view shows the frame.</param>
    /// <param name="limits">How much a frame may take.</param>
    public CropPlanner(CropSizes sizes, CropLimits limits)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Most, 1, nameof(limits));
        _sizes = sizes;
        _limits = limits;
        // Groups beyond the cap may still join one below it; far beyond, they hardly do.
        _grouping = new CropGrouping(sizes, 4 * limits.Most);
        _perFrame = Math.Min(limits.Macs, long.MaxValue / 4);
        _savings = new CropSavings(limits.Share, limits.Macs);
    }

    /// <summary>The crops of the last frame, most urgent first, those that were saved up for at the end.</summary>
    public IReadOnlyList<CropArea> Crops => _crops;

    /// <summary>Whether the last frame is also shown as a whole.</summary>
    public bool TakesWhole { get; private set; }

    /// <summary>The followed objects and changes that the last frame's crops do not show.</summary>
    public IReadOnlyList<UnseenArea> Unseen => _unseen;

    /// <summary>Plans the crops of a frame.</summary>
    /// <param name="proposals">What should be seen; boxes inside the frame. Empty boxes are ignored.</param>
    /// <param name="frameWidth">Frame width in pixels.</param>
    /// <param name="frameHeight">Frame height in pixels.</param>
    /// <param name="takesWhole">Whether the whole view is taken anyhow.</param>
    public void Plan(IReadOnlyList<CropProposal> proposals, int frameWidth, int frameHeight, bool takesWhole = false)
    {
        ArgumentNullException.ThrowIfNull(proposals);
        _sizes.Begin(frameWidth, frameHeight);
        TakesWhole = takesWhole;
        Sort(proposals);
        _grouping.Group(_sorted);
        _grouping.Groups.Sort(s_order);
        // Unused work is not kept for later, or a quiet hour would pay for a flood.
        _credit = Math.Min(_credit + _perFrame, _perFrame);
        (_macs, int served) = (0, CountServed(out long dearest));
        bool whole = !takesWhole && served > 0 && dearest >= _limits.WholeMacs;
        _crops.Clear();
        Serve(frameWidth, frameHeight);
        Cut(whole, frameWidth, frameHeight);
        TakeOver(frameWidth, frameHeight);
        _crops.AddRange(_saved);
        _credit -= _macs;
        FindUnseen();
    }

    /// <summary>Work of the last frame's crops that were not saved up for, the whole view included where it competes.</summary>
    internal long Macs => _macs;

    /// <summary>Forgets what earlier frames saved or owe.</summary>
    internal void Settle() => _credit = 0;

    /// <summary>Whether the whole view shows an object well enough.</summary>
    /// <param name="extent">Its smaller side in frame pixels.</param>
    internal bool IsServedByWhole(float extent) => _sizes.WholeScale >= _limits.WholeDetail * _sizes.ScaleFor(extent);

    private void Sort(IReadOnlyList<CropProposal> proposals)
    {
        _sorted.Clear();
        _patient.Clear();
        for (int index = 0; index < proposals.Count; index++)
        {
            if (proposals[index].Box.Area > 0)
                (proposals[index].Reason is CropReason.Track or CropReason.Change ? _sorted : _patient).Add((proposals[index], index));
        }

        _sorted.Sort(s_urgency);
        _patient.Sort(s_urgency);
    }

    private int CountServed(out long macs)
    {
        int served = 0;
        macs = 0;
        foreach (ref readonly CropCluster group in CollectionsMarshal.AsSpan(_grouping.Groups))
        {
            if (!IsServedByWhole(group.Extent))
                continue;
            served++;
            macs += group.Macs;
        }

        return served;
    }

    // What was saved up for comes first, or the urgent would take the last place below the cap for ever.
    private void Serve(int frameWidth, int frameHeight)
    {
        _saved.Clear();
        _savings.Add();
        foreach ((CropProposal one, int _) in _patient)
        {
            if (_saved.Count < _limits.Most && _savings.Pay(one.Reason, _sizes.Cost(one.Box, one.Extent)))
                _saved.Add(_sizes.Place(one.Box, one.Extent, one.Reason, frameWidth, frameHeight));
        }
    }

    private void Cut(bool wholeCompetes, int frameWidth, int frameHeight)
    {
        foreach (ref readonly CropCluster group in CollectionsMarshal.AsSpan(_grouping.Groups))
        {
            bool served = (wholeCompetes || TakesWhole) && IsServedByWhole(group.Extent);
            if (served && wholeCompetes && !TakesWhole && IsAffordable(_limits.WholeMacs))
            {
                TakesWhole = true;
                _macs += _limits.WholeMacs;
            }

            if (!(served && TakesWhole))
                Take(group.Box, group.Extent, group.Reason, group.Macs, frameWidth, frameHeight);
        }
    }

    private void TakeOver(int frameWidth, int frameHeight)
    {
        foreach ((CropProposal one, int _) in _patient)
            Take(one.Box, one.Extent, one.Reason, _sizes.Cost(one.Box, one.Extent), frameWidth, frameHeight);
    }

    private void Take(in BoundingBox box, float extent, CropReason reason, long macs, int frameWidth, int frameHeight)
    {
        // What is less urgent but cheaper may still fit.
        if (_crops.Count + _saved.Count >= _limits.Most || !IsAffordable(macs) || IsShown(_crops, box, extent) || IsShown(_saved, box, extent))
            return;
        _crops.Add(_sizes.Place(box, extent, reason, frameWidth, frameHeight));
        _macs += macs;
    }

    // The most urgent is taken at any cost, unless earlier frames did and it is not paid for.
    private bool IsAffordable(long macs) => _credit > 0 && (_macs == 0 || _macs + macs <= _credit);

    private bool IsShown(List<CropArea> crops, in BoundingBox box, float extent)
    {
        foreach (ref readonly CropArea crop in CollectionsMarshal.AsSpan(crops))
        {
            if (crop.Contains(box) && crop.Scale >= 0.99f * _sizes.ScaleFor(extent))
                return true;
        }

        return false;
    }

    private void FindUnseen()
    {
        _unseen.Clear();
        foreach ((CropProposal proposal, int _) in _sorted)
        {
            bool seen = TakesWhole && IsServedByWhole(proposal.Extent);
            for (int index = 0; index < _crops.Count && !seen; index++)
                seen = _crops[index].Contains(proposal.Expected);
            if (!seen)
                _unseen.Add(new UnseenArea(proposal.Object, proposal.Expected, proposal.Reason == CropReason.Track));
        }
    }
}

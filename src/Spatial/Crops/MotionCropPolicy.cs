using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// What others do, to compare with: boxes of motion and followed objects are clustered, and a square around each cluster,
/// never smaller than the model's input, is shown to the network at its input size.
/// </summary>
/// <remarks>
/// A box joins the first cluster with which it fits the least square. Motion is the difference to the analyzed frame before, as a
/// motion detector has it, so all pixels count as seen in every frame.
/// </remarks>
public sealed class MotionCropPolicy : ICropPolicy
{
    private static readonly Comparison<BoundingBox> s_order = static (one, other) =>
    {
        int byArea = other.Area.CompareTo(one.Area);
        int byTop = byArea != 0 ? byArea : one.Y1.CompareTo(other.Y1);
        return byTop != 0 ? byTop : one.X1.CompareTo(other.X1);
    };

    private readonly MotionCropOptions _options;
    private readonly CropOptions _proposing;
    private readonly InputSpec _input;
    private readonly ChangeBlobs _blobs = new();
    private readonly List<CropProposal> _proposals = [];
    private readonly List<BoundingBox> _boxes = [];
    private readonly List<BoundingBox> _clusters = [];
    private readonly List<CropArea> _crops = [];
    private readonly List<UnseenArea> _unseen = [];
    private readonly RegionPlan.CropPlan _parts;
    private readonly RegionPlan.CropPlan _partsAndWhole;
    private TimeSpan _wholeAt;

    /// <summary>Creates the policy of a stream.</summary>
    /// <param name="options">How crops are made.</param>
    /// <param name="input">The model's input.</param>
    public MotionCropPolicy(MotionCropOptions options, InputSpec input)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(input);
        options.Validate();
        (_options, _input) = (options, input);
        _proposing = new CropOptions { Margin = 0, Recheck = options.Recheck, Share = options.Share };
        _parts = new RegionPlan.CropPlan(_crops, _unseen, FullView: false);
        _partsAndWhole = new RegionPlan.CropPlan(_crops, _unseen, FullView: true);
    }

    /// <inheritdoc/>
    public CropTotals Totals { get; } = new();

    /// <inheritdoc/>
    public BlockMask? Seen => null;

    /// <inheritdoc/>
    public RegionPlan.CropPlan Decide(BlockChange change, IReadOnlyList<TrackedObject> tracks, IReadOnlyList<TrackedObject> tentative)
    {
        ArgumentNullException.ThrowIfNull(change);
        BlockGrid grid = change.Grid;
        bool whole = change.Cut != SceneCut.None || change.StreamTime - _wholeAt >= _options.Refresh || change.StreamTime < _wholeAt;
        if (whole)
            _wholeAt = change.StreamTime;
        _proposals.Clear();
        if (change.Cut == SceneCut.None)
        {
            _blobs.Read(change, _options.Share);
            TrackProposals.Propose(tracks, change, _blobs, _proposing, _proposals);
            TrackProposals.Propose(tentative, change, _blobs, _proposing, _proposals);
            _blobs.Propose(change, _proposing, _proposals);
        }

        Cluster();
        Place(grid.FrameWidth, grid.FrameHeight);
        Totals.Add(_crops, whole, _unseen.Count, grid.FrameWidth, grid.FrameHeight);
        return whole ? _partsAndWhole : _parts;
    }

    private void Cluster()
    {
        _boxes.Clear();
        _clusters.Clear();
        foreach (CropProposal one in _proposals)
        {
            // The rank of a change is its number of cells.
            if (one.Reason == CropReason.Track || one.Rank >= _options.Cells)
                _boxes.Add(one.Box);
        }

        _boxes.Sort(s_order);
        float least = (float)(Math.Max(_input.Width, _input.Height) / _options.Growth);
        foreach (BoundingBox box in _boxes)
        {
            bool joined = false;
            for (int index = 0; index < _clusters.Count && !joined; index++)
            {
                BoundingBox both = Boxes.Union(_clusters[index], box);
                joined = both == _clusters[index] || (both.Width <= least && both.Height <= least);
                if (joined)
                    _clusters[index] = both;
            }

            if (!joined)
                _clusters.Add(box);
        }
    }

    private void Place(int frameWidth, int frameHeight)
    {
        _crops.Clear();
        _unseen.Clear();
        foreach (BoundingBox cluster in _clusters)
        {
            if (_crops.Count == _options.Most)
            {
                _unseen.Add(new UnseenArea(cluster, cluster, IsTrack: false));
                continue;
            }

            float side = MathF.Max((float)_options.Growth * MathF.Max(cluster.Width, cluster.Height), MathF.Max(_input.Width, _input.Height));
            (int left, int right) = Along(cluster.X1, cluster.X2, side, frameWidth);
            (int top, int bottom) = Along(cluster.Y1, cluster.Y2, side, frameHeight);
            var area = new BoundingBox(left, top, right, bottom);
            if (!_crops.Exists(crop => crop.Contains(cluster)))
                _crops.Add(new CropArea(area, _input.Width, _input.Height, CropReason.Change));
        }
    }

    private static (int From, int To) Along(float from, float to, float wanted, int frame)
    {
        int length = Math.Min(frame, (int)MathF.Ceiling(wanted));
        int start = Math.Clamp((int)MathF.Floor(((from + to) / 2) - (length / 2f)) & ~1, 0, frame - length);
        return (start, start + length);
    }
}
